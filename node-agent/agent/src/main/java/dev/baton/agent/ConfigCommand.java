package dev.baton.agent;

import dev.baton.agent.config.ConfigCheck;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton config check FILE}. */
@Command(
    name = "config",
    description = "What a keepalived.conf means to Baton.",
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand {
  @Command(
      name = "check",
      description = "Says what each instance will do, what is not supported, and where it stands.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a keepalived.conf")
    private Path file = Path.of("/etc/keepalived/keepalived.conf");

    @Override
    public Integer call() {
      return ConfigCheck.run(file, System.out, System.err);
    }
  }
}
