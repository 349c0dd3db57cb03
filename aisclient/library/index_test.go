package library

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

func indexPath(dir string) string { return filepath.Join(dir, "derived-"+indexFile) }

func TestAnIndexInAnyConditionGivesTheSameAnswers(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, name := range []string{"Anna Nowa", "Bruno Nowy", "Celina Dawna"} {
		customer{owner: name, bank: "KontoBank", rows: 3}.save(t, s)
	}
	want := lines(scan(t, s, nil))
	load(t, s, nil)
	time.Sleep(20 * time.Millisecond) // the file system's clock is coarse
	load(t, s, nil)
	good, err := os.ReadFile(indexPath(dir))
	must(t, err)
	if !strings.Contains(string(good), "Celina Dawna") {
		t.Fatal("there is no index to harm")
	}
	harm := map[string][]byte{"empty": {}, "of another version": []byte(strings.Replace(string(good), version, "aisdesk index 0", 1))}
	for i := 0; i < len(good); i += 7 {
		bad := slices.Clone(good)
		bad[i] ^= 0x04
		harm["with byte "+number(int64(i))+" flipped"] = bad
		harm["cut at "+number(int64(i))] = good[:i]
	}
	for name, b := range harm {
		must(t, os.WriteFile(indexPath(dir), b, 0o600))
		if got := lines(load(t, s, nil)); !slices.Equal(got, want) {
			t.Fatalf("an index %s says %q", name, got)
		}
		if again, err := os.ReadFile(indexPath(dir)); err != nil || !strings.Contains(string(again), "Celina Dawna") {
			t.Errorf("an index %s is not made anew: %v", name, err)
		}
	}
	must(t, os.Remove(indexPath(dir)))
	if got := lines(load(t, s, nil)); !slices.Equal(got, want) {
		t.Errorf("without an index: %q", got)
	}
}

// counting counts what is read of an archive.
type counting struct {
	*archive.Store
	got []string
}

func (c *counting) Get(id string) (archive.Entry, error) {
	c.got = append(c.got, id)
	return c.Store.Get(id)
}

func TestOnlyWhatChangedIsReadAgain(t *testing.T) {
	s := open(t, t.TempDir())
	c := &counting{Store: s}
	a := customer{owner: "Anna Nowa", bank: "KontoBank"}.save(t, s)
	b := customer{owner: "Bruno Nowy", bank: "KontoBank"}.save(t, s)
	reads := func(want ...string) *Index {
		t.Helper()
		c.got = nil
		x, err := Load(context.Background(), c, nil)
		must(t, err)
		slices.Sort(c.got)
		slices.Sort(want)
		if !slices.Equal(c.got, want) {
			t.Errorf("read %q, want %q", c.got, want)
		}
		return x
	}
	time.Sleep(20 * time.Millisecond)
	reads(a, b)
	reads()
	must(t, s.SetCounts(a, archive.Counts{Transactions: 77}))
	time.Sleep(20 * time.Millisecond)
	if x := reads(a); !slices.ContainsFunc(find(t, x, "", ByRows), func(s string) bool { return s == "Anna Nowa" }) {
		t.Error("lost")
	}
	reads()
	must(t, s.Delete(b))
	if x := reads(); x.Len() != 1 {
		t.Errorf("%d imports after a deletion", x.Len())
	}
}

// What changes in the same tick of the file system's clock as the index is read again.
func TestWhatIsAsYoungAsTheIndexIsReadAgain(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	id := customer{owner: "Anna Nowa", bank: "KontoBank"}.save(t, s)
	load(t, s, nil)
	fi, err := os.Stat(filepath.Join(dir, "imports", id))
	must(t, err)
	x := load(t, s, nil)
	x.stamp = fi.ModTime().UnixNano() // the index was written in the tick in which the import changed last
	must(t, s.PutDerived(indexFile, x.encode(), false))
	must(t, Save(s, id, Facts{Owners: []text.Text{text.Clean("Anna Renamed")}}))
	must(t, os.Chtimes(filepath.Join(dir, "imports", id), fi.ModTime(), fi.ModTime()))
	if got := find(t, load(t, s, nil), "", ByDate); !slices.Equal(got, []string{"Anna Renamed"}) {
		t.Errorf("found %q", got)
	}
	cases := folderCases(t.TempDir())
	must(t, cases.put(CaseFacts{ID: "k1", Imports: []string{id}, Tags: []string{"before"}}, "1"))
	load(t, s, cases)
	at, err := os.Stat(filepath.Join(string(cases), "k1"))
	must(t, err)
	x = load(t, s, cases)
	x.stamp = at.ModTime().UnixNano()
	must(t, s.PutDerived(indexFile, x.encode(), false))
	must(t, cases.put(CaseFacts{ID: "k1", Imports: []string{id}, Tags: []string{"after"}}, "2"))
	must(t, os.Chtimes(filepath.Join(string(cases), "k1"), at.ModTime(), at.ModTime()))
	if got := find(t, load(t, s, cases), "tag:after", ByDate); len(got) != 1 {
		t.Errorf("a case as young as the index is not read again: %q", got)
	}
}

// A locked archive says what manifests say; no file of it says who anybody is, what they hold, or what was noted.
func TestASealedArchiveLeaksNothingThroughTheIndex(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	pass := aisclient.NewSecret("four invented words here")
	plain := customer{"Zuzanna Sentinel", "PL61109010140000071219812874", "Sentinel Works", "KontoBank", "app-1", "", 5}
	plain.save(t, s)
	load(t, s, nil) // an index from before encryption was set up
	must(t, s.Key.SetPassphrase(context.Background(), pass))
	_, err := s.EncryptExisting(context.Background())
	must(t, err)
	cases := folderCases(t.TempDir())
	id := customer{"Wanda Sentinel", "PL27114020040000300201355387", "Second Works", "KontoBank", "app-2", "", 6}.save(t, s)
	must(t, cases.put(CaseFacts{ID: "k1", Imports: []string{id}, Tags: []string{"sentineltag"}, Notes: []string{"sentinel note"}}, "1"))
	if got := find(t, load(t, s, cases), "owner:sentinel", ByCustomer); !slices.Equal(got, []string{"Wanda Sentinel", "Zuzanna Sentinel"}) {
		t.Errorf("unlocked: %q", got)
	}
	if got := find(t, load(t, s, cases), "tag:sentineltag", ByCustomer); !slices.Equal(got, []string{"Wanda Sentinel"}) {
		t.Errorf("unlocked, by tag: %q", got)
	}
	saver := open(t, dir) // it knows what it saves itself, and must not tell everybody
	customer{"Xenia Sentinel", "PL83101010230000261395100000", "Third Works", "KontoBank", "app-3", "", 83418341}.save(t, saver)
	load(t, saver, cases)
	locked := load(t, open(t, dir), cases)
	if !locked.Locked() || locked.Len() != 3 || len(find(t, locked, "sentinel", ByDate)) != 0 {
		t.Errorf("locked: %v, %d imports", locked.Locked(), locked.Len())
	}
	if e := locked.Entry(0); !e.Locked || e.Completeness() != "" || e.Created.IsZero() || e.Transactions() != -1 {
		t.Errorf("locked, the newest is %+v", e)
	}
	for _, secret := range []string{"sentinel", "Sentinel", "Works", "works", "61109010140000071219812874", "27114020040000300201355387", "KontoBank", "kontobank", "app-1", "app-2", "app-3", "83418341"} {
		must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(p)
			if strings.Contains(string(b), secret) && !strings.Contains(filepath.Base(p), "reply") {
				t.Errorf("%s says %q", p, secret)
			}
			return err
		}))
	}
}

func TestWhatNobodyHasReadIsSaid(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	e, err := s.Save(context.Background(), archive.NewImport{Target: text.Clean("KontoBank"), State: text.Clean("successful")}, []byte("<reply/>"))
	must(t, err)
	failed, err := s.Save(context.Background(), archive.NewImport{State: text.Clean("error")}, []byte("<reply/>"))
	must(t, err)
	x := load(t, s, nil)
	if got := x.Unread(); !slices.Equal(got, []string{e.ID}) {
		t.Errorf("unread: %q, want %q and not the failed %s", got, e.ID, failed.ID)
	}
	must(t, Save(s, e.ID, Facts{}))
	if got := load(t, s, nil).Unread(); len(got) != 0 {
		t.Errorf("unread after reading: %q", got)
	}
}

// Facts that were moved from another import are not believed.
func TestFactsBelongToTheirImport(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	a := customer{owner: "Anna Nowa", bank: "KontoBank"}.save(t, s)
	b := customer{owner: "Bruno Nowy", bank: "KontoBank"}.save(t, s)
	file := func(id string) string { return filepath.Join(dir, "imports", id, "note-library.zst") }
	must(t, os.Rename(file(a), file(b)))
	found := scan(t, s, nil).Find(Query{}, ByDate)
	if len(found) != 2 {
		t.Fatalf("%d imports", len(found))
	}
	for _, n := range found {
		if e := scan(t, s, nil).Entry(int(n)); e.Read || len(e.Owners) > 0 {
			t.Errorf("import %s is said to be of %q", e.ID, e.Person())
		}
	}
}

func TestDamagedImportsAreFound(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	gone, cut := customer{owner: "Anna Nowa", bank: "KontoBank"}.save(t, s), customer{owner: "Jan Stary", bank: "KontoBank"}.save(t, s)
	must(t, os.Remove(filepath.Join(dir, "imports", gone, "manifest.json")))
	x := load(t, s, nil)
	must(t, os.Truncate(filepath.Join(dir, "imports", cut, "reply.xml.zst"), 9)) // in place: the index does not know
	q, err := Parse("damaged", today)
	must(t, err)
	hits := x.Find(q, ByDate)
	if len(hits) != 2 {
		t.Fatalf("%d found", len(hits))
	}
	for _, n := range hits {
		e := x.Entry(int(n))
		if why := map[string]string{gone: "manifest", cut: "9 bytes"}[e.ID]; !errors.Is(e.Damaged, archive.ErrDamaged) || !strings.Contains(e.Damaged.Error(), why) {
			t.Errorf("%+v", e)
		}
	}
}

// looks counts how often the file of an import is looked at.
type looks struct {
	Archive
	n atomic.Int32
}

func (l *looks) CheckFile(m *archive.Manifest) error {
	l.n.Add(1)
	return l.Archive.CheckFile(m)
}

// What is known of the files once stays known for the next key of the search line.
func TestEachFileIsLookedAtOnce(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	customer{owner: "Anna Nowa", bank: "KontoBank"}.save(t, s)
	cut := customer{owner: "Jan Stary", bank: "KontoBank"}.save(t, s)
	a := &looks{Archive: s}
	x, err := Load(t.Context(), a, nil)
	must(t, err)
	must(t, os.Truncate(filepath.Join(dir, "imports", cut, "reply.xml.zst"), 9))
	for line, want := range map[string]int{"damaged": 1, "damaged stary": 1, "damaged nowa": 0} {
		q, err := Parse(line, today)
		must(t, err)
		if hits := x.Find(q, ByDate); len(hits) != want {
			t.Errorf("%s: %d found", line, len(hits))
		}
	}
	if n := a.n.Load(); n != 2 {
		t.Errorf("2 files were looked at %d times", n)
	}
}
