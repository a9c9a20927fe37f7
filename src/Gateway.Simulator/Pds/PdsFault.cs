namespace Gateway.Simulator;

/// <summary>An answer that is none, with the national service's own code.</summary>
internal sealed record PdsFault(int Status, string Code, string Issue, string Diagnostics)
{
    private const string System = "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode";

    public static readonly PdsFault TooMany = new(200, "TOO_MANY_MATCHES", "multiple-matches", "");
    public static readonly PdsFault NotFound = new(404, "RESOURCE_NOT_FOUND", "not_found", "");
    public static readonly PdsFault Withdrawn = new(404, "INVALIDATED_RESOURCE", "processing", "");
    public static readonly PdsFault Unsupported = new(400, "UNSUPPORTED_SERVICE", "processing", "");
    public static readonly PdsFault WrongNumber = new(400, "INVALID_RESOURCE_ID", "value", "");
    public static readonly PdsFault Denied = new(403, "ACCESS_DENIED", "forbidden", "");
    public static readonly PdsFault SignedOut = new(401, "ACCESS_DENIED", "forbidden", "");
    public static readonly PdsFault Unable = new(408, "UNABLE_TO_CALL_SERVICE", "exception", "");
    public static readonly PdsFault TooOften = new(429, "TOO_MANY_REQUESTS", "throttled", "");

    public static PdsFault Missing(string what) => new(400, "MISSING_VALUE", "required", $"Missing value - '{what}'");

    public static PdsFault Invalid(string what) => new(400, "INVALID_VALUE", "value", $"Invalid value - '{what}'");

    public static PdsFault Search(string why) => new(400, "INVALID_SEARCH_DATA", "value", why);

    public static PdsFault Additional(string what) => new(400, "ADDITIONAL_PROPERTIES", "value", $"Additional properties - '{what}'");

    public Task SendAsync(HttpContext context)
    {
        var reply = Reply.Start();
        var json = reply.Json;
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "OperationOutcome"u8);
        json.WriteStartArray("issue"u8);
        json.WriteStartObject();
        json.WriteString("severity"u8, Status == 200 ? "information"u8 : "error"u8);
        json.WriteString("code"u8, Issue);
        json.WriteStartObject("details"u8);
        json.WriteStartArray("coding"u8);
        json.WriteStartObject();
        json.WriteString("system"u8, System);
        json.WriteString("version"u8, "1"u8);
        json.WriteString("code"u8, Code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        if (Diagnostics.Length > 0) json.WriteString("diagnostics"u8, Diagnostics);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return reply.SendAsync(context, Status, "application/fhir+json");
    }
}
