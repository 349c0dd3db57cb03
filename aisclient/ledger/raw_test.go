package ledger_test

import (
	"context"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
)

// rawReply has one counterparty in three raw forms, and titles and a kind that cleaning changes.
const rawReply = `<reply status="200 OK"><command id="1" state="successful" name="x"><result><accounts><account>
<name>K</name><currencyName>PLN</currencyName><moneyTransactions>
<moneyTransaction><currencyAmount>1</currencyAmount><title>plain</title><party>ANNA  NOWAK
ul. Polna 1</party><kind>PRZELEW</kind></moneyTransaction>
<moneyTransaction><currencyAmount>2</currencyAmount><title>za` + "\u200b" + `kup
drugi</title><party>ANNA  NOWAK ul. Polna 1</party><kind>PRZE&#9;LEW</kind></moneyTransaction>
<moneyTransaction><currencyAmount>3</currencyAmount><title>` + "\u202eabc" + `</title><party>ANNA  NOWAK&#9;ul. Polna 1</party><kind>PRZE LEW</kind></moneyTransaction>
<moneyTransaction><currencyAmount>4</currencyAmount><title>` + "ąę" + `</title><party>ANNA  NOWAK
ul. Polna 1</party></moneyTransaction>
</moneyTransactions></account></accounts></result></command></reply>`

var (
	rawTitles  = []string{"plain", "za\u200bkup\ndrugi", "\u202eabc", "ąę"}
	rawParties = []string{"ANNA  NOWAK\nul. Polna 1", "ANNA  NOWAK ul. Polna 1", "ANNA  NOWAK\tul. Polna 1", "ANNA  NOWAK\nul. Polna 1"}
	rawKinds   = []string{"PRZELEW", "PRZE\tLEW", "PRZE LEW", ""}
)

func loadRaw(t *testing.T) (streamed, held *ledger.Ledger) {
	t.Helper()
	ctx := context.Background()
	streamed, _, err := ledger.Load(ctx, strings.NewReader(rawReply), aisclient.DecodeOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	imp, err := aisclient.Decode(ctx, strings.NewReader(rawReply), aisclient.DecodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if held, err = ledger.FromImport(imp); err != nil {
		t.Fatal(err)
	}
	return streamed, held
}

func TestWhatTheBankWroteIsReachable(t *testing.T) {
	streamed, held := loadRaw(t)
	for _, l := range []*ledger.Ledger{streamed, held} {
		for i := range rawTitles {
			row := int32(i)
			if got := l.RawTitle(row); got != rawTitles[i] {
				t.Errorf("row %d: raw title %q, want %q", i, got, rawTitles[i])
			}
			if got := l.Transaction(row).Title.Raw(); got != rawTitles[i] {
				t.Errorf("row %d: raw title of the transaction %q, want %q", i, got, rawTitles[i])
			}
			if got := l.RawParty(row); got != rawParties[i] {
				t.Errorf("row %d: raw party %q, want %q", i, got, rawParties[i])
			}
			if got := l.RawKind(row); got != rawKinds[i] {
				t.Errorf("row %d: raw kind %q, want %q", i, got, rawKinds[i])
			}
			if got := l.Party(row).String(); got != "ANNA  NOWAK ul. Polna 1" {
				t.Errorf("row %d: party %q is not cleaned", i, got)
			}
		}
		if got := l.Title(1).String(); got != "za\ufffdkup drugi" {
			t.Errorf("title %q is not cleaned", got)
		}
	}
}

func TestDistinctTextsAreNumberedByTheirRawForm(t *testing.T) {
	l, _ := loadRaw(t)
	// The empty text and three forms of one counterparty.
	if n := l.Parties().Len(); n != 4 {
		t.Errorf("%d distinct counterparties, want 4", n)
	}
	seen := map[int32]string{}
	for i, want := range rawParties {
		id := l.PartyID(int32(i))
		if id < 1 || int(id) >= l.Parties().Len() {
			t.Fatalf("row %d: id %d is out of range", i, id)
		}
		if got := l.Parties().At(id).Raw(); got != want {
			t.Errorf("row %d: text %d is %q, want %q", i, id, got, want)
		}
		seen[id] = want
	}
	if len(seen) != 3 || l.PartyID(0) != l.PartyID(3) {
		t.Errorf("the ids do not tell three forms: %v", seen)
	}
	if l.KindID(3) != 0 || l.Kinds().Len() != 4 || l.PartyIBANID(0) != 0 || l.PartyIBANs().Len() != 1 {
		t.Error("an absent text is not number 0")
	}
}

// Rows whose texts clean to the same are one counterparty for people.
func TestRawFormsStayTogetherInGroupsAndFilters(t *testing.T) {
	l, _ := loadRaw(t)
	f, err := filter.Parse(`party:="ANNA  NOWAK ul. Polna 1"`, 0)
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Run(context.Background(), ledger.Query{Filter: f})
	if err != nil || r.Len() != 4 {
		t.Fatalf("%d rows, want 4 (%v)", r.Len(), err)
	}
	groups, err := group.Of(context.Background(), r, group.ByCounterparty)
	if err != nil || len(groups) != 1 {
		t.Errorf("%d groups, want 1 (%v)", len(groups), err)
	}
}
