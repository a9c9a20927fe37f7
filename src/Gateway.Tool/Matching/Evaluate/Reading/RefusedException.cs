namespace Gateway.Tool.Matching.Evaluate.Reading;

/// <summary>What was typed, or a file that it names, cannot be used: said to whoever typed it, in a sentence that names the field.</summary>
internal sealed class RefusedException(string why) : Exception(why);
