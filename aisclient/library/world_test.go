package library

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, dir string) *archive.Store {
	t.Helper()
	s, err := archive.Open(dir, archive.Options{})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// customer is an import to save.
type customer struct {
	owner, iban, employer, bank, id, env string
	rows                                 int
}

func (c customer) save(t testing.TB, s *archive.Store) string {
	t.Helper()
	id, err := c.into(s)
	must(t, err)
	return id
}

func (c customer) into(s *archive.Store) (string, error) {
	env := c.env
	if env == "" {
		env = "sandbox"
	}
	e, err := s.Save(context.Background(), archive.NewImport{Environment: text.Clean(env), Target: text.Clean(c.bank),
		OwnerExternalID: text.Clean(c.id), State: text.Clean("successful")}, []byte("<reply>"+c.owner+"</reply>"))
	if err != nil {
		return "", err
	}
	if err := s.SetCounts(e.ID, archive.Counts{Owners: 1, Accounts: 1, Transactions: c.rows}); err != nil {
		return e.ID, err
	}
	f := Facts{Owners: []text.Text{text.Clean(c.owner)}, Employer: text.Clean(c.employer)}
	f.addIBAN(text.Clean(c.iban))
	return e.ID, Save(s, e.ID, f)
}

// folderCases are cases in a folder, one directory each, whose last file says what the case is.
type folderCases string

func (c folderCases) CaseStamps(context.Context) ([]archive.Stamp, error) {
	dirs, err := os.ReadDir(string(c))
	var out []archive.Stamp
	for _, d := range dirs {
		if fi, err := d.Info(); err == nil {
			out = append(out, archive.Stamp{ID: d.Name(), Modified: fi.ModTime().UnixNano()})
		}
	}
	return out, err
}

func (c folderCases) CaseFacts(_ context.Context, id string) (f CaseFacts, err error) {
	files, err := os.ReadDir(filepath.Join(string(c), id))
	if err != nil || len(files) == 0 {
		return f, err
	}
	b, err := os.ReadFile(filepath.Join(string(c), id, files[len(files)-1].Name()))
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	return f, err
}

// put adds an event to a case.
func (c folderCases) put(f CaseFacts, event string) error {
	dir := filepath.Join(string(c), f.ID)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	b, err := json.Marshal(f)
	if err != nil {
		return err
	}
	temp := filepath.Join(string(c), "..", "temp-"+f.ID+event)
	if err := os.WriteFile(temp, b, 0o600); err != nil {
		return err
	}
	return os.Rename(temp, filepath.Join(dir, event))
}

var today = aisclient.DateOf(2026, time.November, 28)

// find returns the owners of what a line finds, in an order.
func find(t testing.TB, x *Index, line string, by Order) []string {
	t.Helper()
	q, err := Parse(line, today)
	must(t, err)
	out := []string{}
	for _, n := range x.Find(q, by) {
		e := x.Entry(int(n))
		out = append(out, e.Person())
	}
	return out
}

func load(t testing.TB, s *archive.Store, cases Cases) *Index {
	t.Helper()
	x, err := Load(context.Background(), s, cases)
	must(t, err)
	return x
}

// scan is the index made of nothing but the archive and the cases.
func scan(t testing.TB, s *archive.Store, cases Cases) *Index {
	t.Helper()
	x, _, err := (&Index{}).refresh(context.Background(), s, cases)
	must(t, err)
	return x
}

// lines are what an index says of imports and cases, without when directories changed.
func lines(x *Index) []string {
	var out []string
	for n := range x.Len() {
		e := x.Entry(n)
		e.Locked = false
		b, _ := json.Marshal(struct {
			Entry
			Damaged bool
		}{e, e.Damaged != nil})
		out = append(out, string(b))
	}
	return out
}
