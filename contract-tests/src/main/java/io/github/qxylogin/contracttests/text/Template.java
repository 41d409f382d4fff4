package io.github.qxylogin.contracttests.text;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;

/** Renders the templates below {@code src/main/jte}, of which the build makes classes. */
public final class Template {
  /** HTML, and XML alike: what is filled in is escaped, as content or as an attribute. */
  public static final Template MARKUP = new Template(ContentType.Html, "report");

  private final TemplateEngine engine;

  private Template(ContentType type, String room) {
    String root = "io.github.qxylogin.contracttests.";
    engine =
        TemplateEngine.createPrecompiled(null, type, Template.class.getClassLoader(), root + room);
  }

  /**
   * Returns what a template makes of its model, without what no markup can hold.
   *
   * @param name its file
   */
  public String render(String name, Object model) {
    TemplateOutput out = new StringOutput();
    engine.render(name + ".jte", model, out);
    return Markup.printable(out.toString());
  }
}
