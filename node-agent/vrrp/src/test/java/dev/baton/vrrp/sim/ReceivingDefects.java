package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.Defect.dead;
import static dev.baton.vrrp.sim.Defect.misheard;

import dev.baton.events.Vrid;
import dev.baton.vrrp.Centiseconds;
import dev.baton.vrrp.Input;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.RouterConfig;
import dev.baton.vrrp.RouterConfig.AddressCheck;
import dev.baton.vrrp.RouterConfig.Conformance;
import dev.baton.vrrp.State.Active;
import dev.baton.vrrp.VrrpVersion;
import dev.baton.vrrp.packet.Advertisement;
import dev.baton.vrrp.packet.Authentication;
import dev.baton.vrrp.sim.Defect.Moment;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;

/** What can be wrong in the receive checks that need the configuration (R22, R31, R35 to R41). */
final class ReceivingDefects {
  private ReceivingDefects() {}

  static List<Defect> all() {
    return List.of(
        misheard("another VRID is none of ours", ReceivingDefects::inOurVrid),
        misheard("another version is not spoken", ReceivingDefects::inOurVersion),
        misheard("version 2 wants our authentication", ReceivingDefects::authentic),
        dead("an authentic advert of version 2 is heard", ReceivingDefects::isAuthentic),
        misheard("version 2 may want our addresses", ReceivingDefects::withOurAddresses),
        dead("or report others only", m -> hasOthers(m, AddressCheck.REPORTS)),
        dead("not from a router that is heard already", ReceivingDefects::isHeardWithOthers),
        misheard("but from a new one", m -> check(m, AddressCheck.DISCARDS_FROM_NEW)),
        dead("the owner may have others", m -> m.heard() == 255 && isOtherList(m) && isOld(m)),
        dead("the order of the addresses says nothing", ReceivingDefects::isOtherOrder),
        dead("version 3 takes other addresses", m -> isOtherList(m) && !isOld(m)),
        dead("version 3 takes other intervals", m -> isOtherInterval(m) && !isOld(m)),
        dead("an owner hears another owner", ReceivingDefects::isBetweenOwners),
        dead("it is deaf only as long as it is the owner", ReceivingDefects::wouldBeDeaf),
        misheard("an owner may be deaf", ReceivingDefects::fromItself));
  }

  private static Advertisement message(Moment moment) {
    return moment.input() instanceof AdvertisementReceived advert
        ? advert.advertisement()
        : throwing();
  }

  private static Advertisement throwing() {
    throw new IllegalStateException("no advertisement is asked what it says: this is a bug");
  }

  private static RouterConfig config(Moment moment) {
    return moment.state().situation().config();
  }

  private static boolean isAdvert(Moment moment) {
    return moment.heard() >= 0;
  }

  private static boolean isOld(Moment moment) {
    return isAdvert(moment) && message(moment).version() == VrrpVersion.V2;
  }

  private static Conformance conformance(Moment moment) {
    return config(moment).election().conformance();
  }

  private static Input with(
      Moment moment, Vrid vrid, List<InetAddress> addresses, Authentication authentication) {
    var old = message(moment);
    var other =
        new Advertisement(
            old.version(), vrid, old.priority(), old.interval(), addresses, authentication);
    return heard(moment, other);
  }

  private static Input heard(Moment moment, Advertisement other) {
    return moment.input() instanceof AdvertisementReceived advert
        ? new AdvertisementReceived(other, advert.source(), advert.receivedAtNanos())
        : moment.input();
  }

  private static Input inOurVrid(Moment moment) {
    if (!isAdvert(moment)) {
      return moment.input();
    }
    var old = message(moment);
    var ours = config(moment).protocol().vrid();
    return with(moment, ours, old.addresses(), old.authentication());
  }

  private static Input inOurVersion(Moment moment) {
    var protocol = config(moment).protocol();
    if (!isAdvert(moment) || protocol.versions().contains(message(moment).version())) {
      return moment.input();
    }
    var old = message(moment);
    return heard(
        moment,
        new Advertisement(
            protocol.version(),
            old.vrid(),
            old.priority(),
            protocol.interval(),
            old.addresses(),
            protocol.authentication(protocol.version())));
  }

  private static Input authentic(Moment moment) {
    if (!isOld(moment)) {
      return moment.input();
    }
    var old = message(moment);
    var ours = config(moment).protocol().authentication(VrrpVersion.V2);
    return with(moment, old.vrid(), old.addresses(), ours);
  }

  private static boolean isAuthentic(Moment moment) {
    var ours = config(moment).protocol().authentication(VrrpVersion.V2);
    return isOld(moment)
        && !ours.equals(Authentication.NONE)
        && message(moment).authentication().equals(ours);
  }

  private static Input withOurAddresses(Moment moment) {
    return check(moment, AddressCheck.DISCARDS);
  }

  private static Input check(Moment moment, AddressCheck check) {
    if (!hasOthers(moment, check)) {
      return moment.input();
    }
    var old = message(moment);
    return with(moment, old.vrid(), config(moment).addresses(), old.authentication());
  }

  private static boolean hasOthers(Moment moment, AddressCheck check) {
    return isOld(moment)
        && message(moment).suits(config(moment).family())
        && isOtherList(moment)
        && conformance(moment).addressCheck() == check;
  }

  private static boolean isHeardWithOthers(Moment moment) {
    return hasOthers(moment, AddressCheck.DISCARDS_FROM_NEW)
        && moment.input() instanceof AdvertisementReceived advert
        && moment.state().situation().peers().active().stream()
            .anyMatch(peer -> peer.heard().address().equals(advert.source()));
  }

  private static boolean isOtherList(Moment moment) {
    return isAdvert(moment)
        && !new HashSet<>(message(moment).addresses())
            .equals(new HashSet<>(config(moment).addresses()));
  }

  private static boolean isOtherOrder(Moment moment) {
    return isAdvert(moment)
        && conformance(moment).addressCheck() != AddressCheck.REPORTS
        && !isOtherList(moment)
        && !message(moment).addresses().equals(config(moment).addresses());
  }

  private static boolean isOtherInterval(Moment moment) {
    Centiseconds ours = config(moment).protocol().interval();
    return isAdvert(moment) && !message(moment).interval().equals(ours);
  }

  private static boolean isBetweenOwners(Moment moment) {
    return moment.isIn(Active.class) && moment.ours() == 255 && moment.heard() == 255;
  }

  /** The option says nothing of who is held, or is no owner. */
  private static boolean wouldBeDeaf(Moment moment) {
    return isAdvert(moment) && moment.ours() < 255 && conformance(moment).ownerIgnoresAdverts();
  }

  /** An owner hears its own voice in any case: what it thinks of it is what it is to overhear. */
  private static Input fromItself(Moment moment) {
    return moment.ours() == 255
            && conformance(moment).ownerIgnoresAdverts()
            && moment.input() instanceof AdvertisementReceived advert
        ? new AdvertisementReceived(
            advert.advertisement(), config(moment).primaryAddress(), advert.receivedAtNanos())
        : moment.input();
  }
}
