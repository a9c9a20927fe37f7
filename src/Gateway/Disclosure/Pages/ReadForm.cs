using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Pages;

/// <summary>Reads the form as a question, or lists what is wrong in the order of the fields.</summary>
public static class ReadForm
{
    public static (CheckQuestion? Question, ImmutableArray<FieldFault> Faults) From(CheckForm form, Practitioner asker, PolicyBundle policy, Register register, DateOnly today)
    {
        var number = ChildWords.OfNumber(NhsNumber.Read(form.NhsNumber, out var nhsNumber));
        var birth = TypedBirth.Read(form, today);
        var reason = PurposeWords.TryRead(form.Reason, out var purpose) && Reasons.For(policy, asker.Role).Contains(purpose)
            ? null
            : "Select why you need this information";
        ImmutableArray<FieldFault> faults =
        [
            .. Fault(CheckForm.NhsNumberField, number),
            .. Fault(birth.Boxes.FirstOrDefault(CheckForm.DayField), birth.Words),
            .. Fault(CheckForm.ReasonField, reason),
        ];
        if (!faults.IsEmpty) return (null, faults);
        var child = new ChildAsked(nhsNumber, birth.Day!.Value);
        var question = new CheckQuestion(child, purpose, Reasons.Items(policy, register, asker.Role, purpose), CheckQuestion.UsualDeadline);
        return form.Written is { } written ? WithReason(question, written, asker, policy) : (question, []);
    }

    private static (CheckQuestion? Question, ImmutableArray<FieldFault> Faults) WithReason(CheckQuestion question, WrittenReason written, Practitioner asker, PolicyBundle policy)
    {
        var (said, faults) = written.Read();
        if (said is null) return (null, faults);
        question = question with { Justification = said };
        return WhatToWrite.For(policy, asker, question) is { IsEmpty: false } lacking ? (null, WrittenReason.OnPage(lacking)) : (question, []);
    }

    private static FieldFault[] Fault(string field, string? words) => words is null ? [] : [new FieldFault(field, words)];
}
