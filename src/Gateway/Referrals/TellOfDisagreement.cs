using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Notices;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>Who is told of a disagreement: whoever raised it and whoever answers at its stage, but not whoever just did something about it.</summary>
internal sealed class TellOfDisagreement(Register register)
{
    public async Task<IReadOnlyList<Posting>> OfAsync(Telling telling, NoticeWord word, CancellationToken stopping)
    {
        var ofCouncil = !telling.Step.Own && StepScope.IsOfCouncil(telling.Step.Step.By);
        PostingTo[] raised = telling.Step.Word == ReferralEvent.DisagreementRaised.Word() ? [] : [.. await RaisedAsync(telling, stopping)];
        PostingTo[] council = ofCouncil ? [] : [new PostingTo(NoticeRecipient.Lead, telling.Step.Child.Council)];
        ImmutableArray<NoticeWord> words = telling.Standing.Urgent ? [word, NoticeWord.NotSafeTonight] : [word];
        return [.. raised.Concat(council).Concat(AtStage(telling)).Where(to => to.Person is null || to.Person != telling.Who?.Subject)
            .Select(to => telling.Posted(NoticeEvent.Disagreement, to, words) with { Due = Due(telling) })];
    }

    /// <summary>Where time took it up a stage: both sides hear of it.</summary>
    public async Task<IReadOnlyList<Posting>> OfTimeAsync(Telling telling, CancellationToken stopping) =>
        telling.Step.Step.Clock is { } clock && Telling.IsOfStage(clock) && telling.Standing.Disagreement is { } stage && stage.Since == telling.Step.At
            ? await OfAsync(telling, NoticeWord.MovedUp, stopping)
            : [];

    private static DateTimeOffset? Due(Telling telling) =>
        telling.Standing.Disagreement is { } stage ? telling.Tables.Terms.NextDue(telling.Standing, stage.State, telling.Calendars)?.Due?.At : null;

    // By name: at first whoever worked on it last, then the officers of its stage.
    private IEnumerable<PostingTo> AtStage(Telling telling)
    {
        if (telling.Standing.Disagreement is not { } stage) return [];
        var (council, part) = (telling.Step.Child.Council, NameStage.PartAt(stage.State));
        var people = part == ReferralActor.Practitioner
            ? telling.Step.Child.Worker is { } worker ? [worker] : Array.Empty<string>()
            : (register.Agencies.GetValueOrDefault(council)?.Officers ?? []).Where(officer => officer.Part == part).Select(officer => officer.Subject);
        return people.Select(person => new PostingTo(NoticeRecipient.StageOwner, council) { Person = person });
    }

    private static async Task<IEnumerable<PostingTo>> RaisedAsync(Telling telling, CancellationToken stopping)
    {
        var (child, word) = (telling.Step.Child.Id, ReferralEvent.DisagreementRaised.Word());
        var raised = await telling.Db.Set<ReferralStep>().AsNoTracking().Where(step => step.Child == child && step.Event == word).OrderByDescending(step => step.At).FirstOrDefaultAsync(stopping);
        if (raised is null) return [];
        if (raised.Actor == ReferralActor.Agency.Word()) return [new PostingTo(NoticeRecipient.Lead, raised.Agency) { Role = raised.Role, Person = raised.Person }];
        return raised.Person == telling.Step.Referral.Person || telling.Colleague is not { } colleague ? [telling.Referrer] : [telling.Referrer, colleague];
    }
}
