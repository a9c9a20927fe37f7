using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gateway.Agencies.Tokens;

/// <summary><c>POST /development/tokens</c>: signs a demonstration practitioner in.</summary>
internal static class DevelopmentTokenEndpoint
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/development/tokens", AnswerAsync).WithName("DevelopmentTokens").AllowAnonymous();

    private static async Task<Results<Ok<DevelopmentToken>, ProblemHttpResult>> AnswerAsync(HttpRequest request, DevelopmentTokens tokens)
    {
        if (await ReadAsync(request) is not { Practitioner: { Length: > 0 } subject })
            return Problem(StatusCodes.Status400BadRequest, "The request cannot be read", "Send {\"practitioner\": \"...\"} as application/json, with the name of a demonstration practitioner.");
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return tokens.Issue(subject) is { } token
            ? TypedResults.Ok(token)
            : Problem(StatusCodes.Status404NotFound, "No such practitioner", "practitioner must be one of the demonstration practitioners.");
    }

    private static async Task<Asked?> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType()) return null;
        try
        {
            return await JsonSerializer.DeserializeAsync<Asked>(request.Body, Strict, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProblemHttpResult Problem(int status, string title, string detail) => TypedResults.Problem(
        type: $"urn:gateway:problem:development-token-{(status == StatusCodes.Status404NotFound ? "unknown" : "unreadable")}",
        title: title, statusCode: status, detail: detail, extensions: new Dictionary<string, object?> { ["origin"] = "asker" });

    private sealed record Asked(string Practitioner);
}
