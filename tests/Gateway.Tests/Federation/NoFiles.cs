using Gateway.Federation;
using Gateway.Federation.Uploads;
using Gateway.Rules.Federation;

namespace Gateway.Tests.Federation;

/// <summary>Where nobody uploads files: whoever does has given none.</summary>
internal static class NoFiles
{
    public static readonly AnswerByFile Answer = (question, _, _) => Task.FromResult(CustodianAnswer.NotKnown(question, Because.NoReply, TimeSpan.Zero));
}
