using System.Text.Json;

namespace Gateway.Tests.Crash;

/// <summary>Practitioners signed in at one gateway.</summary>
internal sealed class Asking(GatewayProcess gateway, string nurse, string receptionist)
{
    public static async Task<Asking> SignInAsync(GatewayProcess gateway) =>
        new(gateway, await gateway.SignInAsync(CrashSite.Nurse), await gateway.SignInAsync(CrashSite.Receptionist));

    /// <summary>Asks and reads the whole answer.</summary>
    public async Task<(int Status, JsonElement Body)> AskAsync(Question question)
    {
        using var request = question.Request(question.Practitioner == CrashSite.Nurse ? nurse : receptionist);
        using var response = await gateway.Http.SendAsync(request);
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return ((int)response.StatusCode, body.RootElement.Clone());
    }
}
