using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Gateway.Agencies.Tokens;

/// <summary>The framework's authentication by agency token. A refusal says why in plain words, and never what stood in the token.</summary>
internal sealed class AgencyTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, AuthenticatePractitioner authenticate, BoundTokens bound)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = AgenciesCapability.AgencyTokenScheme;
    private TokenFault why = TokenFault.Missing;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        switch (await authenticate.AuthenticateAsync(Request.Headers.Authorization, Context.RequestAborted))
        {
            case SignIn.Authenticated authenticated when bound.WhatIsWrong(authenticated.Certificate, Context) is { } fault:
                return Not(fault);
            case SignIn.Authenticated authenticated:
                Context.Features.Set(new SignedInPractitioner(authenticated.Practitioner));
                return authenticated.Result;
            case SignIn.NotAuthenticated { Fault: TokenFault.Missing }:
                return AuthenticateResult.NoResult();
            case SignIn.NotAuthenticated { Fault: var fault }:
                return Not(fault);
            case var other:
                throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}.");
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.CacheControl = "no-store";
        if (why == TokenFault.KeysUnavailable)
        {
            Response.Headers.RetryAfter = "5";
            return Answer(StatusCodes.Status503ServiceUnavailable, "Your organisation's sign-in service cannot be reached", "issuer");
        }

        Response.Headers.WWWAuthenticate = why == TokenFault.Missing ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Answer(StatusCodes.Status401Unauthorized, "You are not signed in", "asker");
    }

    private AuthenticateResult Not(TokenFault fault)
    {
        why = fault;
        return AuthenticateResult.Fail(fault.Code());
    }

    private Task Answer(int status, string title, string origin) => Results.Problem(
        type: $"urn:gateway:problem:{why.Code()}", title: title, statusCode: status, detail: why.Sentence(),
        extensions: new Dictionary<string, object?> { ["origin"] = origin }).ExecuteAsync(Context);
}
