using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Matching;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>
/// Who is in scope for a check: every connected custodian that is authoritative for an item that may be asked for, the
/// child's home councils even where they are not connected, and the council where the child is found (rulings, 5).
/// </summary>
public sealed class ChooseCustodians(Register register)
{
    public ImmutableArray<CustodianQuestion> For(Decision decision, Home home, ImmutableArray<string> whereFound)
    {
        var asked = decision.Items.Where(item => item.MayBeAsked).Select(item => item.Item).ToArray();
        var questions = ImmutableArray.CreateBuilder<CustodianQuestion>();
        foreach (var custodian in register.Custodians)
        {
            var items = asked.Where(custodian.AuthoritativeFor.Contains).ToImmutableArray();
            if (items.IsEmpty) continue;
            var near = home.Councils.Contains(custodian.Agency.Id) || IsWhereFound(custodian.Agency, whereFound);
            if (custodian.Connected || near) questions.Add(new CustodianQuestion(custodian, items, MustBeCurrent: near));
        }

        return questions.ToImmutable();
    }

    private static bool IsWhereFound(Agency agency, ImmutableArray<string> areas) =>
        agency.Kind == AgencyKind.LocalAuthority && agency.Areas.Any(areas.Contains);
}
