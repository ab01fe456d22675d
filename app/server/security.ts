import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/**
 * Security headers. Nothing may come from another host. MapLibre starts its worker from a blob; map and charts
 * set styles by script.
 */
export async function secure(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
      },
    },
    // Plain http on loopback is the ordinary case: no promise of https.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    // Without any referrer browsers send the sign-in form without its origin too.
    referrerPolicy: { policy: "same-origin" },
  });
}
