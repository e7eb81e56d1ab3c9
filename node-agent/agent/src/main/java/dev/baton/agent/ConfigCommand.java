package dev.baton.agent;

import dev.baton.agent.config.ConfigCheck;
import dev.baton.agent.config.KeepalivedConf;
import dev.baton.agent.linux.ffi.Kernel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton config check FILE}. */
@Command(
    name = "config",
    description = "What a keepalived.conf means to Baton.",
    mixinStandardHelpOptions = true,
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand {
  @Command(
      name = "check",
      description = "Says what each instance will do, what is not supported, and where it stands.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a keepalived.conf")
    private Path file = Path.of("/etc/keepalived/keepalived.conf");

    @Option(
        names = {"-i", "--config-id"},
        paramLabel = "ID",
        description = "which @ID lines apply; the short name of this host unless given")
    private String configId = KeepalivedConf.shortHostName();

    @Override
    public Integer call() {
      var reading = KeepalivedConf.read(file, configId);
      var home = new HomeNamespace(reading.config().globals().networkNamespace());
      if (!home.name().isEmpty()) {
        home.enter(Kernel.load()).forEach(System.err::println);
      }
      boolean isColoured = Help.Ansi.AUTO.enabled();
      return ConfigCheck.run(reading, file, new LocalHost(file), isColoured);
    }
  }
}
