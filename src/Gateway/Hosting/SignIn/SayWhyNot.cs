using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Authentication;

namespace Gateway.Hosting.SignIn;

/// <summary>A sign-in that came to nothing leads back to the list of organisations, with a word for why.</summary>
internal static class SayWhyNot
{
    private static readonly EventId NotSignedIn = new(4030, nameof(NotSignedIn));

    public static Task OfDenialAsync(AccessDeniedContext context)
    {
        context.HandleResponse();
        return Lead(context.HttpContext, SignInFault.Declined);
    }

    public static Task OfFailureAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        return Lead(context.HttpContext, (context.Failure as SignInFailedException)?.Fault ?? Said(context.Request.Query["error"].ToString()));
    }

    // The issuer's own words, RFC 6749 section 4.1.2.1.
    private static SignInFault Said(string error) => error switch
    {
        "" => SignInFault.NotBegun,
        "server_error" or "temporarily_unavailable" => SignInFault.Unreachable,
        _ => SignInFault.Declined,
    };


    private static Task Lead(HttpContext http, SignInFault fault)
    {
        http.RequestServices.GetRequiredService<ILogger<AgencySignInHandler>>().LogWarning(NotSignedIn, "Nobody was signed in: {Fault}", fault);
        http.Response.Redirect($"{SignInCapability.Path}?why={fault.Word()}");
        return Task.CompletedTask;
    }
}

/// <summary>What the framework has to be told by an exception: whoever came back from an issuer was not signed in.</summary>
internal sealed class SignInFailedException(SignInFault fault) : Exception(fault.Word())
{
    public SignInFault Fault { get; } = fault;
}

internal static class SignInFaultWords
{
    public static string Word(this SignInFault fault) => fault switch
    {
        SignInFault.NotBegun => "not-begun",
        SignInFault.Declined => "declined",
        SignInFault.Unreachable => "unreachable",
        SignInFault.NotBelieved => "not-believed",
        SignInFault.TooLate => "too-late",
        SignInFault.NoRole => "no-role",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    /// <summary>What a person reads; null for a word that is none of ours.</summary>
    public static string? Sentence(string? word) => word switch
    {
        null => null,
        "not-begun" => "This sign-in was not begun here, or it took too long. Choose your organisation again",
        "declined" => "Your organisation did not sign you in. Choose it again to try again",
        "unreachable" => "Your organisation's sign-in service cannot be reached now. Try again in a minute",
        "not-believed" => "What your organisation's sign-in service sent could not be trusted. Tell your service desk",
        "too-late" => "Your organisation signed you in too long ago. Choose it again and enter your password",
        "no-role" => "Your organisation did not say which role you have here. Tell your safeguarding lead",
        _ => "You were not signed in. Choose your organisation again",
    };
}
