package home_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/home"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// backend has imports whose customers are known once they are read.
type backend struct {
	saved []library.Entry
	clock error
}

func (b *backend) Environment() app.Environment                    { return app.Environment{} }
func (b *backend) Pending(context.Context) ([]app.Pending, error)  { return nil, nil }
func (b *backend) Imports(context.Context) (*library.Index, error) { return library.Of(b.saved), nil }
func (b *backend) DoubtClock() error                               { return b.clock }
func (b *backend) ReadImports(_ context.Context, ids []string, _ func(int)) error {
	for i := range b.saved {
		if e := &b.saved[i]; slices.Contains(ids, e.ID) {
			e.Read, e.Facts.Owners = true, []text.Text{text.Clean("Halina Przykładowa")}
		}
	}
	return nil
}

// An import that nobody looked at yet, as one made in the accessible mode, is named by its person, not by a random id.
func TestRecentImportsHaveNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &backend{saved: []library.Entry{{Entry: archive.Entry{Manifest: archive.Manifest{ID: "20260503T000001Z-k1", Created: sample.Now,
			NewImport: archive.NewImport{OwnerExternalID: text.Clean("owner-vudche26")}}}}}}
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		p := home.New(t.Context(), env, b, "")
		p.SetSize(120, 38)
		robot.New(t, p).Send(pane.Focus{}).Sees("Recent imports", "Halina Przykładowa").SeesNot("owner-vudche26")
	})
}

// Security statement 34: a clock that cannot be right is named on the first screen, with the next step, at 80 columns, too.
func TestAWrongClockIsNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &backend{clock: &archive.ClockError{Now: sample.Now.AddDate(10, 0, 0), Last: sample.Now}}
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		p := home.New(t.Context(), env, b, "")
		p.SetSize(80, 22)
		robot.New(t, p).Send(pane.Focus{}).Sees("Attention", "has run ahead", "Set the clock", `purge" has asked`, "First steps", "Environment")
	})
}

// In a large window the recent imports have columns, and all that the library knows of the one under the cursor stands below them.
func TestALargeWindowTellsMoreOfRecentImports(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		one := func(id, owner, employer string, c *library.CaseFacts) library.Entry {
			return library.Entry{Read: true, Case: c, Facts: library.Facts{Owners: []text.Text{text.Clean(owner)}, Employer: text.Clean(employer), IBANs: []string{"PL61109010140000071219812874"}},
				Entry: archive.Entry{Manifest: archive.Manifest{ID: id, Created: sample.Now, Expires: sample.Now.Add(-time.Hour), Counts: &archive.Counts{Accounts: 2, Transactions: 7},
					NewImport: archive.NewImport{Target: text.Clean("KontoBank")}}}}
		}
		b := &backend{saved: []library.Entry{one("20260503T000001Z-aaaaaaaaaaaaa", "Halina Przykładowa", "Mleczarnia Wzór", &library.CaseFacts{Label: "flat", Status: "open", Decision: "approve", Waiting: true}),
			one("20260502T000001Z-aaaaaaaaaaaab", "Jan Zmyślony", "Huta Wzór", nil)}}
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		p := home.New(t.Context(), env, b, "")
		p.SetSize(200, 47)
		r := robot.New(t, p).Send(pane.Focus{})
		r.Sees("paid by", "Mleczarnia Wzór", "Huta Wzór", "approve, waiting", "About the import", "PL61 1090 1014 0000 0712 1981 2874", "2 accounts, 0 cards, 7 transactions", "flat, open", "it has expired")
		r.Press("right", "down").Sees("none: it stands alone").SeesNot("flat, open")
		p.SetSize(120, 37)
		r.Sees("Halina Przykładowa", "Jan Zmyślony").SeesNot("About the import", "paid by")
	})
}

func TestAVersionFitsTheTitle(t *testing.T) {
	for version, want := range map[string]string{"v0.0.0-20261130182658-73edcbcae1f0": "", "v1.2.4-0.20261130182658-73edcbcae1f0+dirty": "v1.2.4", "v1.2.3": "v1.2.3", "v1.2.3-rc1": "v1.2.3-rc1", "1.0": "1.0"} {
		if got := home.Short(version); got != want {
			t.Errorf("%q is %q, want %q", version, got, want)
		}
	}
}
