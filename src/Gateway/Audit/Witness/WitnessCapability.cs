using System.Text;
using Gateway.Audit.Publishing;
using Gateway.Hosting;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Witness;

/// <summary>Serves <c>POST /witness/add-checkpoint</c> and <c>GET /witness/{hash of the origin}/checkpoint</c> where this gateway witnesses other agencies' ledgers.</summary>
internal static class WitnessCapability
{
    public static IServiceCollection AddWitness(this IServiceCollection services) => services.AddSingleton(provider => new WitnessHolder(
        WitnessLogs.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<TimeProvider>())));

    public static IEndpointRouteBuilder MapWitness(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<WitnessHolder>().Witness is not { } witness) return endpoints;
        endpoints.MapPost("/witness/add-checkpoint", http => AnswerAsync(http, witness));
        endpoints.MapGet("/witness/{log}/checkpoint", Handlers.WithPart((http, log) => LatestAsync(http, witness, log), "log"));
        return endpoints;
    }

    /// <summary>What this witness knows of a log, for anybody: hashes that name nobody. A log asks for it when it starts.</summary>
    internal static async Task LatestAsync(HttpContext http, WitnessLogs witness, string log)
    {
        if (witness.Latest(log) is not { } note) await Problems.WriteAsync(http, Problem.NotFound);
        else await PublishedFiles.ToAsync(http, note, "text/plain; charset=utf-8", "no-cache");
    }

    internal static async Task AnswerAsync(HttpContext http, WitnessLogs witness)
    {
        if (await RequestBody.ReadAsync(http, AddCheckpoint.Longest) is not { } body) return;
        var answer = witness.Answer(body.Span);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.Status == StatusCodes.Status409Conflict ? "text/x.tlog.size" : "text/plain; charset=utf-8";
        await http.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(answer.Body), http.RequestAborted);
    }
}

/// <param name="Witness">Null where this gateway is none.</param>
internal sealed record WitnessHolder(WitnessLogs? Witness);
