package dev.baton.controller.api;

import dev.baton.controller.drain.DrainDecider;
import dev.baton.controller.projection.CommitTimes;
import dev.baton.controller.projection.Past;
import dev.baton.controller.projection.Projector;
import dev.baton.events.log.EventLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The table of routes, and the server behind it. Belongs to the controller's event loop. */
public final class HttpApi {
  static final String BASE = "/api/v1";
  private static final long BODY_BYTES = 64 * 1024;

  private final Who who;
  private final CommitTimes commits;
  private final FleetResource fleet;
  private final EventResource events;
  private final DrainResource drains;
  private final ReloadResource reloads;
  private final LiveFeed feed;
  private final Answers answers;
  private final Vertx vertx;
  private final HttpServer server;

  /** Who answers. */
  public record Who(String version, String controller, long epoch) {}

  /** What the API stands on. The clock gives nanoseconds since 1970. */
  public record Ground(
      Projector projector,
      EventLog log,
      Writes writes,
      DrainDecider decider,
      CommitTimes commits,
      LongSupplier wallClock) {}

  /** Is deaf until {@link #listen}. */
  public HttpApi(Vertx vertx, Who who, Ground ground, Hosts hosts) {
    var projector = ground.projector();
    var envelopes = new Envelopes(who.controller(), ground.log().logId());
    var pages = new LogPages(vertx, ground.log(), projector.window());
    this.vertx = vertx;
    this.who = who;
    this.commits = ground.commits();
    var views = new Views(projector, new Past(vertx, ground.log(), projector), ground.wallClock());
    this.fleet = new FleetResource(views, envelopes);
    this.events = new EventResource(projector, views, pages, envelopes);
    this.drains = new DrainResource(projector, ground.writes(), ground.decider());
    this.reloads = new ReloadResource(vertx, projector, ground.writes());
    this.feed = new LiveFeed(projector, pages, envelopes, ground.wallClock());
    this.answers = new Answers(ground.writes(), hosts);
    this.server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(false));
    server.requestHandler(router());
  }

  /** One line of the table. */
  record Route(HttpMethod method, String path, Function<RoutingContext, Future<Object>> answer) {}

  /** Every route under {@link #BASE}; {@code openapi.json} describes the same ones. */
  List<Route> routes() {
    return List.of(
        read("/version", request -> Future.succeededFuture(version())),
        read("/virtual-routers", fleet::routers),
        read("/virtual-routers/:vr", fleet::router),
        read("/nodes", fleet::nodes),
        post("/nodes/:node/undrain", drains::undrainNode),
        post("/nodes/:node/reload", reloads::reload),
        read("/failovers", fleet::failovers),
        read("/events", events::list),
        read("/events/:seq", events::one),
        read("/drains", fleet::drains),
        post("/drains", drains::create),
        read("/drains/:id", fleet::drain),
        post("/drains/:id/undrain", drains::undrain),
        post("/drains/:id/abort", drains::abort),
        new Route(HttpMethod.GET, "/stream", this::stream));
  }

  /** Begins to listen; gives the port. */
  public Future<Integer> listen(SocketAddress address) {
    feed.start(vertx);
    return server.listen(address).map(HttpServer::actualPort);
  }

  /** Ends all connections. */
  public Future<Void> close() {
    feed.close();
    return server.close();
  }

  private Router router() {
    var router = Router.router(vertx);
    router.route().handler(answers::refuseOtherHosts);
    router.route(BASE + "/*").handler(answers::refuseOtherOrigins);
    router.post(BASE + "/*").handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES));
    for (Route route : routes()) {
      router
          .route(route.method(), BASE + route.path())
          .handler(request -> answers.answer(request, route.answer()));
    }
    router.get("/livez").handler(answers::alive);
    router.get("/readyz").handler(answers::alive);
    router.get("/openapi.json").handler(answers::contract);
    router.route(BASE + "/*").handler(request -> answers.noRoute(request, routes()));
    Dashboard.serve(router);
    answers.onErrors(router);
    return router;
  }

  private JsonObject version() {
    return new JsonObject()
        .put("version", who.version())
        .put("controller", who.controller())
        .put("epoch", who.epoch())
        .put("groupCommits", CommitJson.of(commits.seen()));
  }

  private Future<Object> stream(RoutingContext request) {
    feed.open(request);
    return Future.succeededFuture(Answers.ANSWERED);
  }

  private static Route read(String path, Function<RoutingContext, Future<JsonObject>> answer) {
    return new Route(
        HttpMethod.GET, path, request -> answer.apply(request).map(Object.class::cast));
  }

  private static Route post(String path, Function<RoutingContext, Future<JsonObject>> answer) {
    return new Route(
        HttpMethod.POST, path, request -> answer.apply(request).map(Object.class::cast));
  }
}
