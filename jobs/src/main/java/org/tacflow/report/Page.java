package org.tacflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One static page that opens from a disk without network: text, data and scripts of its own folder.
 *
 * <p>Data stand in the page as JSON that no browser runs; the scripts read them by id. A content
 * policy keeps everything else from running or loading.
 */
public final class Page {
  /** Scripts of files, no others; eval is Vega's way to run the expressions of a chart. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self' file: blob: 'unsafe-eval'; worker-src blob:;"
          + " style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data: blob:;"
          + " connect-src data: blob:; base-uri 'none'; form-action 'none'";

  private final String title;
  private final Html body = new Html();
  private final Html data = new Html();
  private final List<Asset> scripts = new ArrayList<>();
  private final Set<Asset> onDemand = EnumSet.noneOf(Asset.class);
  private final List<String> files = new ArrayList<>();
  private final Html links = new Html();

  private Page(String title) {
    this.title = title;
  }

  /** A page without content. */
  public static Page titled(String title) {
    return new Page(title);
  }

  /** What stands in the page's main part. */
  public Html body() {
    return body;
  }

  /** A line of the page's contents: a section, or another page of the folder. */
  public Page link(String target, String text) {
    links.open("li").element("a", text, "href", target).close();
    return this;
  }

  /** Data that scripts read with {@code tacflow.data(id)}. */
  public Page data(String id, JsonNode value) {
    data.json(id, InertJson.of(value));
    return this;
  }

  /** A script of the program, loaded after those added before it. */
  public Page script(Asset script) {
    if (!script.isScript()) {
      throw new IllegalArgumentException("Invalid script: " + script + " (must end in .js)");
    }
    scripts.add(script);
    return this;
  }

  /** A script that stands in the folder for the page's scripts to load when they need it. */
  public Page onDemand(Asset script) {
    onDemand.add(script);
    return this;
  }

  /** A script that stands beside the page, loaded before the program's: large data as a file. */
  public Page file(String script) {
    files.add(script);
    return this;
  }

  /** What the folder of the page must hold. */
  Set<Asset> assets() {
    Set<Asset> assets = EnumSet.of(Asset.STYLE);
    assets.addAll(scripts);
    assets.addAll(onDemand);
    return assets;
  }

  /** The page. */
  @Override
  public String toString() {
    Html html = new Html();
    html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", title).open("link", "rel", "icon", "href", "data:image/png;base64,");
    html.open("link", "rel", "stylesheet", "href", Asset.STYLE.link()).close().open("body");
    html.element("a", "Skip to content", "class", "skip", "href", "#content");
    html.open("header").element("h1", title).open("nav", "aria-label", "Contents").open("ul");
    html.append(links).close().close().close();
    html.open("main", "id", "content").append(body).close().append(data);
    files.forEach(html::script);
    scripts.forEach(script -> html.script(script.link()));
    return "<!doctype html>\n" + html.close().close();
  }
}
