using Gateway.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Federation.Late;

internal sealed class LateQuestionMapping : IEntityTypeConfiguration<LateQuestion>
{
    public void Configure(EntityTypeBuilder<LateQuestion> builder)
    {
        builder.ToTable("LateQuestions");
        builder.IsAboutCheck();
        builder.HasIndex(late => late.Decision).IsUnique();
        builder.HasIndex(late => new { late.EndedAt, late.NextTryAt });
    }
}

internal sealed class LateAnswerMapping : IEntityTypeConfiguration<LateAnswer>
{
    public void Configure(EntityTypeBuilder<LateAnswer> builder)
    {
        builder.ToTable("LateAnswers");
        builder.Property(answer => answer.Id).ValueGeneratedNever();
        builder.HasIndex(answer => new { answer.Question, answer.At });
    }
}
