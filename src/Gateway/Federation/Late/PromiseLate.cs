using System.Data.Common;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Notifications;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Late;

/// <summary>
/// Before an answer goes out that lacks sources: that they are asked again is durable, so that whoever has the store keeps the
/// promise. A complete answer costs a look at what it holds.
/// </summary>
internal sealed class PromiseLate(
    IDbContextFactory<GatewayContext> contexts, [FromKeyedServices(KeepAsking.Name)] OutboxSignal signal, IOptions<LateSettings> settings, TimeProvider time, ILogger<PromiseLate> log)
{
    /// <summary>What is promised on the answer; null where every source that can answer has.</summary>
    public async Task<LatePromise?> RunAsync(CheckContext check, Findings findings, RelationshipAnswer.Confirmed? relationship, CancellationToken stopping)
    {
        // What a person released is collected under its own id, as often as needed.
        if (settings.Value.Minutes == 0 || check.Collects is not null) return null;
        var open = OpenSources.Of(findings);
        if (open.IsEmpty) return null;
        var now = time.GetUtcNow();
        var asked = new LateAsked(open, check.Since(now), TellCouncil.Concerns(check, relationship) ? relationship : null);
        var late = LateQuestion.Of(check, findings, asked, now, settings.Value);
        return await IsKeptAsync(late, stopping) ? Promised(late, findings) : NotPromised();
    }

    private async Task<bool> IsKeptAsync(LateQuestion late, CancellationToken stopping)
    {
        try
        {
            await contexts.AddNewAsync([late], stopping);
            signal.Raise();
            return true;
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            // The answer is worth more to the child now; that nobody asks again is said.
            log.LogError(SecurityEvents.LateNotRecorded, "That sources are asked again could not be kept: {Fault}", fault.GetType().Name);
            return false;
        }
    }

    private static LatePromise Promised(LateQuestion late, Findings findings) => new(
        late.Until, $"Whoever did not answer is asked again until {Clock.Time(late.Until)}. What they say then is shown with this check, and you are told of new information.{NotAgain(findings)}");

    private static string NotAgain(Findings findings)
    {
        string[] names = [.. findings.Answers.Where(answer => answer.Items.Any(one => findings.MayShow(one.Item) && !findings.HidesWho(one.Item) && OpenSources.IsGivenUp(answer, one))).Select(findings.NameOf)];
        return names.Length == 0 ? "" : $" Not asked again, since to ask may tell: {string.Join(", ", names)}. Ring.";
    }

    private static LatePromise NotPromised() => new(null, "Whoever did not answer could not be noted down to be asked again. Ring them, or check again yourself.");
}
