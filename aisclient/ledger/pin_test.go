package ledger

import (
	"slices"
	"testing"

	"aisdesk/aisclient/text"
)

// Accounts are named by what is only theirs, by their index as a last resort, and the filter finds exactly their rows.
func TestSourcesFilterIsReadableAndExact(t *testing.T) {
	imp := smallImport()
	acc := imp.Targets[0].Accounts
	acc[2].Name = text.Clean(`Kont"o \0`)
	acc = append(acc, acc[0], acc[1], acc[2])
	acc[3].IBAN, acc[5].Name = text.Clean("PL27114020040000300201355387"), text.Text{}
	imp.Targets[0].Accounts = acc
	l, err := FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		is   []int
		want string
	}{
		{nil, ""},
		{[]int{0}, "acct:=PL61109010140000071219812874"}, // another account has the same name
		{[]int{3}, "acct:=PL27114020040000300201355387"},
		{[]int{1}, "src:1"}, // neither name nor number of its own
		{[]int{2}, `acct:="Kont\"o \\0"`},
		{[]int{5}, "src:5"},
		{[]int{6}, "acct:=Visa"},
		{[]int{2, 6}, `acct:="Kont\"o \\0"|=Visa`},
		{[]int{1, 6}, "src:1|6"},
	} {
		got := l.SourcesFilter(c.is...)
		if got != c.want {
			t.Errorf("%v is %s, want %s", c.is, got, c.want)
		}
		for _, id := range run(t, l, "").Order {
			if len(c.is) > 0 && slices.Contains(c.is, l.Account(id)) != slices.Contains(run(t, l, got).Order, id) {
				t.Errorf("%s is wrong about row %d of source %d", got, id, l.Account(id))
			}
		}
	}
}
