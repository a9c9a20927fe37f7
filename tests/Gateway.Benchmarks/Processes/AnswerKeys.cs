using System.Buffers.Text;
using System.Text.Json.Nodes;
using Gateway.Federation.Verified;

namespace Gateway.Benchmarks.Processes;

/// <summary>The simulated agencies sign as in development; a gateway that runs as in production is given their public keys by the register.</summary>
internal static class AnswerKeys
{
    public static JsonObject Of(string holder)
    {
        using var key = DevelopmentAnswerKey.Of(holder);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["signature"] = new JsonObject
            {
                ["jwks"] = new JsonObject
                {
                    ["keys"] = new JsonArray(new JsonObject
                    {
                        ["kty"] = "EC",
                        ["crv"] = "P-256",
                        ["kid"] = holder,
                        ["x"] = Base64Url.EncodeToString(point.X),
                        ["y"] = Base64Url.EncodeToString(point.Y),
                    }),
                },
            },
        };
    }
}
