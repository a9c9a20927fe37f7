using System.Collections.Immutable;
using Gateway.Disclosure;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Late;

/// <summary>Puts together what sources said late, from their words alone and in the form that the decision allows.</summary>
internal sealed class ComposeLate(WhomToRing ring)
{
    public LateNews Of(CheckContext check, Findings findings, DateTimeOffset at, string? told)
    {
        var news = IsNews(findings);
        // Of what nobody holds the source's own line says all: one source speaks for itself and for nobody else.
        var held = new AnswerItems(check.Policy, ring, findings).All().RemoveAll(item => item.Answer is not ("yes" or "partial") || item.Asked == 0);
        return new LateNews(
            at, news, Words(findings, at, news), ComposeAnswer.Found(findings), held, Visits(findings), new AnswerSources(ring, findings).All(),
            news ? ring.For(findings) : [], told)
        {
            Handling = HandlingNotice.OfLate(findings),
        };
    }

    private static AttendancesAnswer? Visits(Findings findings) => findings.Answers.Any(answer => answer.Items.Any(one => one.Item.IsAttendance() && one.Said.Said == Said.Held))
        ? AnswerAttendances.From(findings) is { } visits ? visits with { Words = "These visits come on top of those in the answer." } : null
        : null;

    private static string Names(Findings findings) => string.Join(", ", findings.Answers.Select(findings.NameOf));

    private static bool IsNews(Findings findings) => HandlingNotice.Forbids(findings) || findings.Answers.Any(answer => answer.Items.Any(one =>
        findings.MayShow(one.Item) && (one.Said.Said == Said.Held || (one.Said.Said == Said.Withheld && !findings.HidesWho(one.Item)))));

    private static string Words(Findings findings, DateTimeOffset at, bool news)
    {
        var when = $"Answered at {Clock.Time(at)}, after you looked.";
        if (news) return when + " New information.";
        return findings.Answers.All(answer => answer.Items.All(one => one.Said.IsAnswer)) ? $"{when} {Names(findings)}: nothing held of what was asked again." : when + " It did not settle the question: ring.";
    }
}
