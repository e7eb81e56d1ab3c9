package dev.baton.agent.config;

import java.util.Set;

/** Reads how an instance behaves where specifications and routers differ. */
final class MannersReader {
  private final InstanceBlock block;

  private MannersReader(InstanceBlock block) {
    this.block = block;
  }

  static Manners read(InstanceBlock block) {
    return new MannersReader(block).read();
  }

  /** Reads the global settings once, so that they are checked even where no instance asks. */
  static void check(Settings globals) {
    globals.flag("v3_checksum_as_v2", false);
    globals.flag("vrrp_lower_prio_no_advert", false);
    globals.flag("vrrp_higher_prio_send_advert", false);
    globals.flag("vrrp_owner_ignore_adverts", false);
    globals.flag("vrrp_skip_check_adv_addr", false);
    globals.flag("vrrp_strict", false);
  }

  private Manners read() {
    boolean strict = StrictMode.of(block).isOn();
    boolean silentToLower = flag("lower_prio_no_advert", "vrrp_lower_prio_no_advert", strict);
    boolean answersHigher = flag("higher_prio_send_advert", "vrrp_higher_prio_send_advert", false);
    if (strict && !silentToLower) {
      warnOfStrict("lower_prio_no_advert", "off");
    }
    if (strict && answersHigher) {
      warnOfStrict("higher_prio_send_advert", "on");
    }
    return new Manners(
        checksum(strict),
        !silentToLower && !strict,
        answersHigher && !strict,
        flag("owner_ignore_adverts", "vrrp_owner_ignore_adverts", false),
        flag("skip_check_adv_addr", "vrrp_skip_check_adv_addr", false),
        strict,
        new SignatureReader(block).read(),
        false);
  }

  private void warnOfStrict(String keyword, String value) {
    block
        .findings()
        .warn(
            block.settings().at(keyword),
            keyword + " cannot be " + value + " in strict mode, and is not: remove it");
  }

  private Checksum checksum(boolean strict) {
    boolean messageOnly = flag("v3_checksum_as_v2", "v3_checksum_as_v2", strict);
    var wanted = messageOnly ? Checksum.MESSAGE_ONLY : Checksum.PSEUDO_HEADER;
    var baton = new BatonSettings(block.findings());
    return baton.word("checksum", Set.of("auto"), block.body()).isEmpty() ? wanted : Checksum.AUTO;
  }

  private boolean flag(String keyword, String global, boolean absent) {
    return block.settings().flag(keyword, block.globals().flag(global, absent));
  }
}
