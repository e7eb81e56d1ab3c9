package dev.baton.vrrp.sim;

import static dev.baton.vrrp.sim.Defect.altered;
import static dev.baton.vrrp.sim.Defect.dead;

import dev.baton.events.PeerEvent;
import dev.baton.vrrp.Difference.Kind;
import dev.baton.vrrp.Effect;
import dev.baton.vrrp.Input.AdvertisementReceived;
import dev.baton.vrrp.sim.Defect.Moment;
import java.util.List;

/** What can be wrong where the checksums of version 3 over IPv4 differ. */
final class ChecksumDefects {
  private ChecksumDefects() {}

  static List<Defect> all() {
    return List.of(
        dead("either form of the checksum is accepted", ChecksumDefects::isOtherForm),
        altered(
            "another form than ours is reported",
            (moment, step) -> Defect.without(step, ChecksumDefects::isReport)));
  }

  private static boolean isOtherForm(Moment moment) {
    return moment.input() instanceof AdvertisementReceived advert
        && advert.decoded().checksumForm() != moment.state().situation().checksumForm();
  }

  private static boolean isReport(Effect effect) {
    return effect instanceof Effect.Report(PeerEvent.Mismatch mismatch)
        && mismatch.kind().equals(Kind.CHECKSUM_FORM.text());
  }
}
