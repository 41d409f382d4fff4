package io.github.qxylogin.mock;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lists a command's options class by class, each under its own heading. Picocli's groups, which
 * have headings, forget what was given before when an option comes twice.
 */
final class OptionSections {

  private OptionSections() {}

  static void arrange(CommandLine commandLine) {
    var sections = commandLine.getHelpSectionMap();
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionSections::list);
  }

  private static String list(Help help) {
    StringBuilder text = new StringBuilder();
    for (CommandSpec mixin : help.commandSpec().mixins().values()) {
      String heading = mixin.usageMessage().optionListHeading();
      text.append(help.createHeading(heading.isEmpty() ? "%n" : heading));
      text.append(table(help, mixin.options()));
    }
    return text.toString();
  }

  private static String table(Help help, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout();
    options.forEach(option -> layout.addOption(option, help.parameterLabelRenderer()));
    return layout.toString();
  }
}
