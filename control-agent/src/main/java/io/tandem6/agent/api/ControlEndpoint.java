package io.tandem6.agent.api;

import io.tandem6.address.Ipv6Address;
import io.tandem6.agent.command.AgentMessage;
import io.tandem6.agent.command.Commands;
import io.tandem6.agent.command.PartnerCommands;
import io.tandem6.config.AgentConfig.HttpHeader;
import io.tandem6.config.HttpListener;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlCodec.Decoded;
import io.tandem6.control.ControlResponse;
import io.tandem6.log.EventLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.springframework.web.HttpRequestHandler;

/**
 * Takes every HTTP request, whatever its path. The checks stand in the order in which Kea's agent
 * makes them, because clients see it: first the message, then its JSON, then who sent it, then the
 * command.
 */
public final class ControlEndpoint implements HttpRequestHandler {
    private final Commands commands;
    private final HttpListener listener;
    private final Optional<BasicAuthentication> authentication;
    private final RequestLimits limits;
    private final Semaphore bodyBytes;
    private final EventLog log;

    /**
     * Serves one address.
     *
     * @param commands has them executed
     * @param listener who may send which
     * @param bodyBytes permits for all bodies that are in work, those of other addresses included
     */
    public ControlEndpoint(
            Commands commands,
            HttpListener listener,
            RequestLimits limits,
            Semaphore bodyBytes,
            EventLog log) {
        this.commands = commands;
        this.listener = listener;
        this.authentication = listener.authentication().map(BasicAuthentication::new);
        this.limits = limits;
        this.bodyBytes = bodyBytes;
        this.log = log;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        log.log(
                AgentMessage.HTTP_CLIENT_REQUEST_RECEIVED,
                remoteAddress(request),
                request.getMethod(),
                request.getContentLengthLong());
        HttpAnswer answer = answer(request);
        log.log(AgentMessage.HTTP_SERVER_RESPONSE_SEND, remoteAddress(request), answer.status());
        answer.writeTo(response, listener.headers());
    }

    private HttpAnswer answer(HttpServletRequest request) throws IOException {
        Optional<String> fault = CommandRequest.fault(request);
        if (fault.isPresent()) {
            return bad(request, HttpRefusal.BAD_MESSAGE, fault.get());
        }
        long length = request.getContentLengthLong();
        if (length > limits.bodyBytesMax()) {
            return HttpAnswer.refusal(
                    HttpRefusal.TOO_LARGE,
                    "%d bytes, and %d are taken".formatted(length, limits.bodyBytesMax()));
        }
        boolean admitted = admits(request);
        if (!admitted && length > limits.strangerBodyBytesMax()) {
            return unauthorized(request, HttpRefusal.UNAUTHORIZED_LONG);
        }
        if (!bodyBytes.tryAcquire((int) length)) {
            return HttpAnswer.refusal(
                    HttpRefusal.OVERLOADED, "too many long commands at a time, try again");
        }
        try {
            return answer(request, admitted, request.getInputStream().readNBytes((int) length));
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                return HttpAnswer.refusal(HttpRefusal.TIMEOUT);
            }
            throw e;
        } catch (RuntimeException e) {
            log.log(AgentMessage.CTRL_AGENT_COMMAND_PROCESS_ERROR, request.getRemoteAddr(), e);
            return HttpAnswer.refusal(HttpRefusal.FAULT);
        } finally {
            bodyBytes.release((int) length);
        }
    }

    private HttpAnswer bad(HttpServletRequest request, HttpRefusal refusal, String fault) {
        log.log(AgentMessage.HTTP_BAD_CLIENT_REQUEST_RECEIVED, remoteAddress(request), fault);
        return HttpAnswer.refusal(refusal, fault);
    }

    private HttpAnswer answer(HttpServletRequest request, boolean admitted, byte[] body) {
        Decoded decoded =
                body.length == 0
                        ? new Decoded.Refused(
                                ControlResponse.error(
                                        "Command processing failed: NULL command parameter"))
                        : ControlCodec.decode(body);
        return switch (decoded) {
            case Decoded.Malformed(String reason) -> bad(request, HttpRefusal.BAD_JSON, reason);
            case Decoded.Refused _ when !admitted ->
                    unauthorized(request, HttpRefusal.UNAUTHORIZED);
            case Decoded.Accepted _ when !admitted ->
                    unauthorized(request, HttpRefusal.UNAUTHORIZED);
            case Decoded.Refused(ControlResponse answer) ->
                    HttpAnswer.answers(List.of(ControlCodec.encode(answer)));
            case Decoded.Accepted command -> answer(command, remoteAddress(request));
        };
    }

    private HttpAnswer answer(Decoded.Accepted command, String remoteAddress) {
        String name = command.request().command();
        if (listener.restricted() && !PartnerCommands.include(name)) {
            log.log(
                    AgentMessage.TANDEM6_COMMAND_FORBIDDEN,
                    name,
                    remoteAddress,
                    listener.authority());
            return HttpAnswer.refusal(
                    HttpRefusal.FORBIDDEN,
                    "only HA commands are taken at this address (restrict-commands)");
        }
        return HttpAnswer.answers(commands.answer(command, remoteAddress));
    }

    private boolean admits(HttpServletRequest request) {
        return authentication
                .map(clients -> clients.admits(request.getHeader("Authorization")))
                .orElse(true);
    }

    private HttpAnswer unauthorized(HttpServletRequest request, HttpRefusal refusal) {
        log.log(AgentMessage.HTTP_CLIENT_REQUEST_NOT_AUTHORIZED, remoteAddress(request));
        HttpAnswer answer = HttpAnswer.refusal(refusal);
        return authentication
                .map(
                        clients ->
                                answer.with(
                                        new HttpHeader("WWW-Authenticate", clients.challenge())))
                .orElse(answer);
    }

    /** Java writes an IPv6 address in full and the container in brackets; Kea does neither. */
    private static String remoteAddress(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        String bare =
                address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        return Ipv6Address.tryParse(bare).map(Ipv6Address::toString).orElse(bare);
    }
}
