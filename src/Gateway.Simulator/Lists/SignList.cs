using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Simulator;

/// <summary>The body of a submission: the envelope, signed with the key that anybody can make of the custodian's name, and the content.</summary>
internal static class SignList
{
    public static byte[] Body(string custodian, long sequence, string kind, DateTimeOffset at, byte[] content, string list, string[] covers)
    {
        var signed = Envelope(custodian, sequence, kind, at, content, list, covers);
        return [.. Encoding.ASCII.GetBytes($$"""{"envelope":"{{signed}}"}""" + "\n"), .. content];
    }

    /// <summary>The envelope alone, signed.</summary>
    public static string Envelope(string custodian, long sequence, string kind, DateTimeOffset at, byte[] content, string list, string[] covers) => Sign(
        custodian,
        new JsonObject
        {
            ["custodian"] = custodian,
            ["sequence"] = sequence,
            ["kind"] = kind,
            ["signedAt"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["content"] = Hash(content),
            ["list"] = list,
            ["covers"] = new JsonArray([.. covers.Select(word => (JsonNode)word)]),
            ["unlisted"] = 0,
        });

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Sign(string custodian, JsonObject envelope)
    {
        var head = new JsonObject { ["alg"] = "ES256", ["typ"] = "gateway-pointers+jws", ["kid"] = custodian };
        var text = $"{Encode(head)}.{Encode(envelope)}";
        var secret = SHA256.HashData(Encoding.UTF8.GetBytes("gateway development list key of " + custodian));
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
