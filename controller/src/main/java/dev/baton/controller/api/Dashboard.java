package dev.baton.controller.api;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** The dashboard's files. It finds its way by itself: what is no file is its front page. */
final class Dashboard {
  private static final String ROOT = "webroot";
  private static final String FRONT = "/index.html";

  private Dashboard() {}

  static void serve(Router router) {
    router
        .get("/*")
        .handler(Dashboard::protect)
        .handler(StaticHandler.create(ROOT).setMaxAgeSeconds(60))
        .handler(Dashboard::front);
  }

  private static void protect(RoutingContext request) {
    request
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer");
    request.next();
  }

  private static void front(RoutingContext request) {
    if (request.normalizedPath().equals(FRONT)) {
      request
          .response()
          .setStatusCode(404)
          .putHeader("Content-Type", "text/plain")
          .end("The dashboard was not built into this controller; the API is under /api/v1.\n");
    } else {
      request.reroute(FRONT);
    }
  }
}
