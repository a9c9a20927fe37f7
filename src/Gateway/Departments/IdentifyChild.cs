using System.Globalization;
using Gateway.Agencies;
using Gateway.Departments.Store;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Referrals.Form;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Departments;

/// <summary>
/// Who the child of a visit is, who was not found when it was begun: the number that somebody entered, once the department's own system shows this very attendance under it. Nobody's word joins a
/// visit to a child.
/// </summary>
internal sealed class IdentifyChild(ConfirmRelationship confirm)
{
    public async Task<Identified> RunAsync(Practitioner who, AboutVisit about, FormPart sent, Guid request, CancellationToken stopping)
    {
        if (about.Child is not null) return new Identified.Faulty(new FieldFault("/nhsNumber", "This visit has a child with an NHS number"));
        var child = Of(sent);
        // The child may have gone since: it is the attendance that is asked for, and not whether it goes on.
        return await confirm.AskAsync(request, who, [RelationshipType.Encounter], child, stopping) is RelationshipAnswer.Confirmed there && there.Reference == about.Encounter
            ? new Identified.Joined(about with { Child = child })
            : new Identified.NotConfirmed();
    }

    private static ChildAsked Of(FormPart sent) => NhsNumber.Read(sent.Text("nhsNumber"), out var number) == NhsNumberFault.None
        ? new ChildAsked(number, DateOnly.ParseExact(sent.Text("dateOfBirth")!, "yyyy-MM-dd", CultureInfo.InvariantCulture))
        : throw new InvalidOperationException("The form has not read the number.");
}

internal abstract record Identified
{
    private Identified() { }

    public sealed record Joined(AboutVisit About) : Identified;

    public sealed record Faulty(FieldFault Fault) : Identified;

    /// <summary>The department's own system does not show this attendance under the number.</summary>
    public sealed record NotConfirmed : Identified;
}
