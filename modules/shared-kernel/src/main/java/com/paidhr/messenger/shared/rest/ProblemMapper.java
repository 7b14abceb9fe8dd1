package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.mongodb.MongoException;
import com.paidhr.messenger.shared.Causes;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.InvalidIdException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.RareLine;
import com.paidhr.messenger.shared.mongo.MongoFailures;
import com.paidhr.messenger.shared.redis.RedisFailures;
import com.paidhr.messenger.shared.stores.StoreOutages;
import com.paidhr.messenger.shared.wire.BrokenBodyException;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Turns whatever a request ended with into problem details. What is not a refusal of ours, of
 * JAX-RS or of a store that does not answer is a failure of this program: the client learns an
 * incident id, the log has its cause.
 */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
  private static final Duration STORE_RETRY = Duration.ofSeconds(2);
  private static final RareLine FULL = new RareLine();
  private static final SecureRandom RANDOM = new SecureRandom();

  @Context private @Nullable UriInfo uri;

  @Override
  public Response toResponse(Throwable failure) {
    return refusalBehind(failure)
        .map(refusal -> ProblemDetails.answer(refusal, path()))
        .or(() -> answerOfJaxRs(failure))
        .orElseGet(() -> Drain.isEnding() ? ending(failure) : incident(failure));
  }

  /** What the end of this program interrupts is to be asked of another node. */
  private Response ending(Throwable failure) {
    LOG.warn("A request was cut off by the end of the service: {}", failure.toString());
    return ProblemDetails.answer(
        DomainException.unavailable("The service is stopping", STORE_RETRY, failure), path());
  }

  private static Optional<DomainException> refusalBehind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      DomainException refusal =
          switch (cause) {
            case DomainException known -> known;
            case ParamException parameter -> ofParameter(parameter);
            case JsonProcessingException json -> JsonProblems.explain(json);
            case InvalidIdException _ ->
                new DomainException(ProblemType.NOT_FOUND, "Nothing has this id");
            case DataReader.InsufficientDataAvailableException _ -> brokenOff();
            case DataReader.IncorrectNewLineException _ -> brokenOff();
            case BrokenBodyException body -> ofBody(body);
            case CloseConnectionException _ -> brokenOff();
            case FaultToleranceException e -> storeGone(e);
            case MongoException e when MongoFailures.isFull(e) -> storeFull(e);
            case MongoException e when MongoFailures.isPassing(e) -> storeGone(e);
            case JedisException e when RedisFailures.isPassing(e) -> storeGone(e);
            default -> null;
          };
      if (refusal != null) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }

  /** The client ended the connection; nobody reads the answer, and nothing failed here. */
  private static DomainException brokenOff() {
    return new DomainException(ProblemType.MALFORMED_REQUEST, "The request breaks off");
  }

  private static DomainException ofBody(BrokenBodyException body) {
    return new DomainException(
        body.isLate() ? ProblemType.REQUEST_TIMEOUT : ProblemType.MALFORMED_REQUEST,
        String.valueOf(body.getMessage()));
  }

  private static DomainException storeGone(Exception cause) {
    StoreOutages.tell(cause);
    return DomainException.unavailable("A store does not answer", STORE_RETRY, cause);
  }

  private static DomainException storeFull(MongoException cause) {
    FULL.tell(untold ->
        LOG.warn(
            "The document store has no room: {} ({} more since the line before)",
            cause.getCode(),
            untold));
    return new DomainException(
        ProblemType.STORAGE_FULL, "The store has no room; what is stored can still be read");
  }

  private static DomainException ofParameter(ParamException parameter) {
    if (parameter instanceof ParamException.PathParamException) {
      return new DomainException(ProblemType.NOT_FOUND, "Nothing is found under this path");
    }
    return DomainException.badParameter(
        parameter.getParameterName(), parameter.getParameterName() + " " + meaning(parameter));
  }

  private static String meaning(ParamException parameter) {
    for (Throwable cause : Causes.of(parameter)) {
      if (cause instanceof WrongValueException wrong) {
        return String.valueOf(wrong.getMessage());
      }
      if (cause instanceof InvalidIdException) {
        return "cannot be an id";
      }
    }
    return "has an impossible value";
  }

  private Optional<Response> answerOfJaxRs(Throwable failure) {
    if (!(failure instanceof WebApplicationException web) || web.getResponse().getStatus() >= 500) {
      return Optional.empty();
    }
    Response original = web.getResponse();
    if (original.getStatus() < 400 || original.hasEntity()) {
      return Optional.of(original);
    }
    Response answer = ProblemDetails.answer(refusalFor(original.getStatus()), path());
    Response.ResponseBuilder builder = Response.fromResponse(answer);
    for (String header : new String[] {HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE}) {
      if (original.getHeaderString(header) != null) {
        builder.header(header, null).header(header, original.getHeaderString(header));
      }
    }
    return Optional.of(builder.build());
  }

  static DomainException refusalFor(int status) {
    ProblemType type =
        switch (status) {
          case 401 -> ProblemType.UNAUTHENTICATED;
          case 403 -> ProblemType.FORBIDDEN;
          case 404 -> ProblemType.NOT_FOUND;
          case 405 -> ProblemType.METHOD_NOT_ALLOWED;
          case 406 -> ProblemType.NOT_ACCEPTABLE;
          case 408 -> ProblemType.REQUEST_TIMEOUT;
          case 409 -> ProblemType.CONFLICT;
          case 413 -> ProblemType.BODY_TOO_LARGE;
          case 414, 431 -> ProblemType.HEAD_TOO_LARGE;
          case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
          case 416 -> ProblemType.RANGE_NOT_SATISFIABLE;
          default -> ProblemType.MALFORMED_REQUEST;
        };
    return new DomainException(type, type.title());
  }

  private static Response incident(Throwable failure) {
    ProblemDetails incident = incidentOf(failure);
    return Response.status(incident.status()).type(ProblemDetails.TYPE).entity(incident).build();
  }

  /** Logs the failure and describes it to the client by an incident id alone. */
  static ProblemDetails incidentOf(Throwable failure) {
    String id = HexFormat.of().toHexDigits(RANDOM.nextLong());
    LOG.error("Incident {}", id, failure);
    return ProblemDetails.of(
        ProblemType.INTERNAL_ERROR, "Incident " + id + " is in the log", "/incidents/" + id);
  }

  private @Nullable String path() {
    return uri == null ? null : uri.getRequestUri().getRawPath();
  }
}
