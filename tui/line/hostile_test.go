package line

import (
	"context"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/robot/sample"
)

// Statement 22: with an attack in every field everything that is written is still printable text, line by line.
func TestAHostileImportIsStillLines(t *testing.T) {
	l := sample.Ledger(sample.Hostile())
	reply := replyOf(l)
	talk(t, onSandbox(t, ""), func(o *Options) { o.Start.Reply = &reply },
		"overview", "accounts", "open 1", "table", "cards", "open 1", "transactions", "table", "open 1", "last", "analytics by counterparty", "inside 1", "rows 1",
		"findings", "open 1", "quality", "income", "balances", "verdict", "claim name \x1b[31mred\u202e", "verdict", "open 1", "find \x07", "filter \x1b]0;x\x07")
}

func replyOf(l *ledger.Ledger) app.Reply {
	return app.Reply{Dataset: app.Dataset{Name: "x.xml"}, Load: func(context.Context, func(*ledger.Ledger)) (*ledger.Ledger, *aisclient.Import, error) {
		return l, l.Import(), nil
	}}
}

// Statement 22: with 300,000 rows every command answers soon, or says that it works.
func TestAManyRowsImportAnswersSoon(t *testing.T) {
	if testing.Short() {
		t.Skip("makes many rows")
	}
	l := sample.Ledger(sample.Large(300_000))
	reply := replyOf(l)
	out := talk(t, onSandbox(t, ""), func(o *Options) { o.Start.Reply, o.After = &reply, time.After },
		"transactions", "find nothing of that kind", "filter zabka", "sort amount down", "totals", "analytics by counterparty", "quit").own.String()
	if !strings.Contains(out, "Transactions, ") || !strings.Contains(out, "Working.\nError: No row holds nothing of that kind.") || !strings.Contains(out, "Analytics, by counterparty") {
		t.Error(out)
	}
}
