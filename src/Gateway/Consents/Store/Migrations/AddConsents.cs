using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Consents.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122070000_AddConsents")]
internal sealed class AddConsents : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (Schema is not null) migrationBuilder.EnsureSchema(Schema);
        Consents(migrationBuilder);
        Engagements(migrationBuilder);
        Steps(migrationBuilder);
    }

    private void Consents(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Consents",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Child = table.Column<byte[]>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Reference = table.Column<string>(nullable: false),
                Kind = table.Column<string>(maxLength: 32, nullable: false),
                Giver = table.Column<string>(maxLength: 32, nullable: false),
                Obtained = table.Column<string>(maxLength: 32, nullable: false),
                SuspectedSourceOfHarm = table.Column<bool>(nullable: false),
                Items = table.Column<string>(nullable: false),
                Recipients = table.Column<string>(nullable: false),
                Purposes = table.Column<string>(nullable: false),
                GivenOn = table.Column<DateOnly>(nullable: true),
                ExpiresOn = table.Column<DateOnly>(nullable: true),
                RecordedBy = table.Column<string>(nullable: false),
                RecordedAt = table.Column<long>(nullable: false),
                CompetenceId = table.Column<Guid>(nullable: true),
                CompetenceKind = table.Column<string>(maxLength: 32, nullable: true),
                Understands = table.Column<bool>(nullable: true),
                SeesConsequences = table.Column<bool>(nullable: true),
                Weighs = table.Column<bool>(nullable: true),
                FreeOfPressure = table.Column<bool>(nullable: true),
                AssessedOn = table.Column<DateOnly>(nullable: true),
                Stage = table.Column<string>(maxLength: 32, nullable: false),
                ReviewOn = table.Column<DateOnly>(nullable: true),
                ReviewBecause = table.Column<string>(maxLength: 32, nullable: true),
                ReviewBrings = table.Column<string>(maxLength: 32, nullable: false),
                StandsInReview = table.Column<bool>(nullable: false),
                LapsesOn = table.Column<DateOnly>(nullable: true),
                WithdrawnAt = table.Column<long>(nullable: true),
                WithdrawnBy = table.Column<string>(maxLength: 32, nullable: true),
                EndedAt = table.Column<long>(nullable: true),
                LedgerEntry = table.Column<Guid>(nullable: true),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Consents", consent => consent.Id));
        migration.CreateIndex("IX_Consents_Child", "Consents", "Child", Schema);
        migration.CreateIndex("IX_Consents_Stage_ReviewOn", "Consents", ["Stage", "ReviewOn"], Schema);
        migration.CreateIndex("IX_Consents_Agency_EndedAt", "Consents", ["Agency", "EndedAt"], Schema);
    }

    private void Engagements(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Engagements",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Child = table.Column<byte[]>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Reference = table.Column<string>(nullable: false),
                Purposes = table.Column<string>(nullable: false),
                Informed = table.Column<string>(maxLength: 32, nullable: false),
                View = table.Column<string>(maxLength: 32, nullable: false),
                Because = table.Column<string>(maxLength: 32, nullable: true),
                Limb = table.Column<string>(maxLength: 32, nullable: true),
                On = table.Column<DateOnly>(nullable: false),
                RecordedBy = table.Column<string>(nullable: false),
                RecordedAt = table.Column<long>(nullable: false),
                LedgerEntry = table.Column<Guid>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Engagements", engagement => engagement.Id));
        migration.CreateIndex("IX_Engagements_Child", "Engagements", "Child", Schema);
        migration.CreateIndex("IX_Engagements_Agency_RecordedAt", "Engagements", ["Agency", "RecordedAt"], Schema);
    }

    private void Steps(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "ConsentSteps",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Sent = table.Column<byte[]>(nullable: false),
                Subject = table.Column<Guid>(nullable: false),
                Step = table.Column<string>(maxLength: 32, nullable: true),
                Stage = table.Column<string>(maxLength: 32, nullable: true),
                Version = table.Column<int>(nullable: false),
                ReviewOn = table.Column<DateOnly>(nullable: true),
                LapsesOn = table.Column<DateOnly>(nullable: true),
                At = table.Column<long>(nullable: false),
                LedgerEntry = table.Column<Guid>(nullable: true),
                LedgerIndex = table.Column<long>(nullable: true),
                LedgerAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_ConsentSteps", step => step.Id));
        migration.CreateIndex("IX_ConsentSteps_Subject", "ConsentSteps", "Subject", Schema);
    }
}
