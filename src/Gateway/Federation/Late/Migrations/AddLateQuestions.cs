using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Federation.Late.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123010000_AddLateQuestions")]
internal sealed class AddLateQuestions : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Questions(migrationBuilder);
        Answers(migrationBuilder);
    }

    private void Questions(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "LateQuestions",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Decision = table.Column<Guid>(nullable: false),
                InteractionId = table.Column<Guid>(nullable: false),
                PolicyHash = table.Column<byte[]>(nullable: false),
                AskerAgency = table.Column<string>(nullable: false),
                AskerKind = table.Column<string>(maxLength: 32, nullable: false),
                Asker = table.Column<string>(nullable: false),
                AskerRole = table.Column<string>(nullable: false),
                AskerName = table.Column<string>(nullable: true),
                Purpose = table.Column<string>(nullable: false),
                Child = table.Column<string>(maxLength: 10, nullable: false),
                DateOfBirth = table.Column<DateOnly>(nullable: false),
                At = table.Column<long>(nullable: false),
                RequestId = table.Column<Guid>(nullable: false),
                AskedUnder = table.Column<Guid>(nullable: false),
                Since = table.Column<DateOnly>(nullable: false),
                LetGo = table.Column<string>(nullable: false),
                WhereFound = table.Column<string>(nullable: false),
                Site = table.Column<string>(nullable: true),
                Encounter = table.Column<string>(nullable: true),
                ArrivedAt = table.Column<long>(nullable: true),
                Until = table.Column<long>(nullable: false),
                Open = table.Column<string>(nullable: false),
                NextTryAt = table.Column<long>(nullable: false),
                Tries = table.Column<int>(nullable: false),
                EndedAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_LateQuestions", late => late.Id));
        migration.CreateIndex("IX_LateQuestions_Decision", "LateQuestions", "Decision", Schema, unique: true);
        migration.CreateIndex("IX_LateQuestions_EndedAt_NextTryAt", "LateQuestions", ["EndedAt", "NextTryAt"], Schema);
    }

    private void Answers(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "LateAnswers",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Question = table.Column<Guid>(nullable: false),
                At = table.Column<long>(nullable: false),
                IsNews = table.Column<bool>(nullable: false),
                LedgerEntry = table.Column<Guid>(nullable: false),
                Content = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_LateAnswers", answer => answer.Id));
        migration.CreateIndex("IX_LateAnswers_Question_At", "LateAnswers", ["Question", "At"], Schema);
    }
}
