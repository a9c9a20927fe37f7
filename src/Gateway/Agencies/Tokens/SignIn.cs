namespace Gateway.Agencies.Tokens;

/// <summary>What a token came to.</summary>
public abstract record SignIn
{
    private SignIn() { }

    public sealed record Authenticated(Practitioner Practitioner) : SignIn;

    public sealed record NotAuthenticated(TokenFault Fault) : SignIn;
}
