package library

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
)

// archiveClock is the clock by which directories are stamped.
type archiveClock interface{ Clock() time.Time }

// Index is what is known of all imports at one moment, the newest first. It never changes, but for files that a search finds
// damaged, and may be used by several goroutines.
type Index struct {
	records []record
	cases   []caseRecord
	stamp   int64 // the archive's clock before the first line was read
	locked  bool
	foreign map[string]error // imports in plain text that a sealed archive must not hold, as this machine knows it
	check   func(*archive.Manifest) error
	looked  sync.Map // ids of imports whose file was looked at, to what is wrong with it, or nil
	orders  orders
}

// Len is the number of imports.
func (x *Index) Len() int { return len(x.records) }

// Locked reports whether the archive is sealed and not unlocked: nobody can be searched for then.
func (x *Index) Locked() bool { return x.locked }

// ID is the id of the nth import.
func (x *Index) ID(n int) string { return x.records[n].id }

// Entry is the nth import.
func (x *Index) Entry(n int) Entry {
	r := &x.records[n]
	var e Entry
	decodeEntry(&e, r.line)
	e.Locked = x.locked && e.Encryption != archive.EncryptionNone
	if err := x.foreign[e.ID]; err != nil {
		e.Damaged = err
	} else if err, _ := x.looked.Load(e.ID); err != nil {
		e.Damaged = err.(error)
	}
	if r.caseAt >= 0 {
		facts := x.cases[r.caseAt].facts
		e.Case = &facts
	}
	return e
}

// Summary names an import in a line, as Entry.Summary does; empty where there is none of the id.
func (x *Index) Summary(id string) string {
	n, ok := x.Position(id)
	if !ok {
		return ""
	}
	e := x.Entry(n)
	return e.Summary()
}

// Position finds an import by its id; ok is false where it is not there.
func (x *Index) Position(id string) (n int, ok bool) {
	return slices.BinarySearchFunc(x.records, id, func(r record, id string) int { return cmp.Compare(id, r.id) })
}

// Names of the two files: what manifests say is public, the rest is sealed where the archive is.
const (
	indexFile  = "index"
	publicFile = "index-locked"
)

// Load reads the index and brings it up to date: imports and cases whose directories changed are read again, and those
// that changed as the index was written, since a file system's clock is coarse. An index that is missing, damaged, or of
// another version is made anew. cases may be nil. It fails with the cause of ctx, or where the archive cannot be listed.
func Load(ctx context.Context, a Archive, cases Cases) (*Index, error) {
	kind, unlocked := a.Encryption()
	locked := kind != seal.None && !unlocked
	name := indexFile
	if locked {
		name, cases = publicFile, nil
	}
	before := readIndex(a, name, locked)
	before.locked = locked
	x, changed, err := before.refresh(ctx, a, cases)
	if err != nil {
		return nil, err
	}
	if changed {
		_ = a.PutDerived(name, x.encode(), locked) // the next one makes it anew
	}
	if x.check = a.CheckFile; kind != seal.None {
		x.checkPlain(a)
	}
	return x, nil
}

func readIndex(a Archive, name string, public bool) *Index {
	b, err := a.Derived(name, public)
	if err != nil {
		return &Index{}
	}
	x, err := decodeIndex(b)
	if err != nil {
		return &Index{}
	}
	return x
}

// refresh is the index as of now. changed says that a line is another one or can be trusted since now.
func (x *Index) refresh(ctx context.Context, a Archive, cases Cases) (_ *Index, changed bool, err error) {
	stamps, err := a.Stamps(ctx)
	if err != nil {
		return nil, false, err
	}
	next := &Index{stamp: x.stamp, locked: x.locked, records: make([]record, len(stamps))}
	var again []int
	old := x.records
	for i, s := range stamps {
		for len(old) > 0 && old[0].id > s.ID {
			old = old[1:]
		}
		if len(old) > 0 && old[0].id == s.ID && old[0].modified == s.Modified && s.Modified < x.stamp {
			next.records[i] = old[0]
			next.records[i].caseAt = -1
		} else {
			again = append(again, i)
		}
	}
	var caseStamps []archive.Stamp
	if cases != nil {
		if caseStamps, err = cases.CaseStamps(ctx); err != nil {
			return nil, false, err
		}
	}
	casesAgain := next.keepCases(x, caseStamps)
	changed = len(again)+len(casesAgain) > 0 || len(stamps) != len(x.records) || len(caseStamps) != len(x.cases)
	if changed {
		next.stamp = a.Clock().UnixNano() // before anything is read: what changes later has a later stamp
	}
	err = next.read(ctx, a, stamps, again)
	if err == nil {
		err = next.readCases(ctx, cases, casesAgain)
	}
	return next, changed, err
}

// isHarmed looks at the file of an import that the index takes for whole: what happens to it in place changes no directory. It looks
// once, so that more words cost no more looks; the next index looks again.
func (x *Index) isHarmed(r *record) bool {
	if x.foreign[r.id] != nil {
		return true
	}
	var e Entry
	decodeEntry(&e, r.line)
	if e.Damaged != nil || e.ReadOnly || x.check == nil {
		return false
	}
	known, ok := x.looked.Load(r.id)
	if !ok {
		if err := x.check(&e.Manifest); err != nil {
			known = err
		}
		x.looked.Store(r.id, known)
	}
	return known != nil
}

// checkPlain finds what must not lie in plain text in the archive.
func (x *Index) checkPlain(a Archive) {
	for i := range x.records {
		if r := &x.records[i]; r.plain {
			if err := a.CheckPlain(r.id); err != nil {
				if x.foreign == nil {
					x.foreign = map[string]error{}
				}
				x.foreign[r.id] = err
			}
		}
	}
}

// read makes the lines of some imports. Those that were deleted meanwhile are left out.
func (x *Index) read(ctx context.Context, a Archive, stamps []archive.Stamp, which []int) error {
	gone := false
	for _, i := range which {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, err := Read(a, stamps[i].ID)
		if err != nil {
			gone = true
			continue
		}
		if x.locked && e.Encryption != archive.EncryptionNone { // the index of a locked archive is read by everybody
			e = Entry{Entry: archive.Entry{Manifest: e.Public(), ReadOnly: e.ReadOnly, Damaged: e.Damaged}}
		}
		if errors.Is(e.Damaged, archive.ErrForeignPlain) {
			e.Damaged = nil // other machines know the import, and this one may by the next time
		}
		if x.records[i], err = parseRecord(encodeEntry(&e, stamps[i].Modified)); err != nil {
			return fmt.Errorf("import %s: %w", stamps[i].ID, err)
		}
	}
	if gone {
		x.records = slices.DeleteFunc(x.records, func(r record) bool { return r.id == "" })
	}
	return nil
}

// Read is one import as it lies in the archive, without its case. It fails as Archive.Get does.
func Read(a Archive, id string) (Entry, error) {
	e, err := a.Get(id)
	if err != nil {
		return Entry{}, err
	}
	out := Entry{Entry: e}
	if e.Damaged == nil {
		out.Facts, out.Read = readFacts(a, id)
	}
	return out, nil
}

// Unread are the ids of the imports whose rows nobody has read for the library, the newest first. There are none while
// the archive is locked.
func (x *Index) Unread() []string {
	var ids []string
	for i := range x.records {
		if x.records[i].unread && !x.locked {
			ids = append(ids, x.records[i].id)
		}
	}
	return ids
}

// Expired is how many imports Purge would delete.
func (x *Index) Expired(now time.Time) int {
	n := 0
	for i := range x.records {
		if at := x.records[i].expires; at != 0 && at <= now.Unix() {
			n++
		}
	}
	return n
}

// Of is the index of some entries, in their order, without an archive.
func Of(entries []Entry) *Index {
	x := &Index{}
	for i := range entries {
		e := &entries[i]
		r := record{line: encodeEntry(e, 0), id: e.ID, folded: foldEntry(e), created: unix(e.Created), expires: unix(e.Expires), caseAt: -1}
		if c := e.Case; c != nil {
			r.caseAt = int32(len(x.cases))
			x.cases = append(x.cases, caseRecord{folded: foldCase(c), facts: *c})
		}
		r.unread = r.field(fieldUnread) != ""
		x.records = append(x.records, r)
	}
	return x
}

// version is that of the index's form; an index of another one is made anew.
const version = "aisdesk index 4"

// encode writes the index: version, checksum, stamp, cases, imports.
func (x *Index) encode() []byte {
	var b strings.Builder
	b.WriteString(number(x.stamp) + "\n" + strconv.Itoa(len(x.cases)) + "\n")
	for i := range x.cases {
		b.WriteString(x.cases[i].line + "\n")
	}
	for i := range x.records {
		b.WriteString(x.records[i].line + "\n")
	}
	return []byte(version + "\n" + checksum([]byte(b.String())) + "\n" + b.String())
}

func checksum(b []byte) string {
	return strconv.FormatUint(uint64(crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))), 16)
}

func decodeIndex(file []byte) (*Index, error) {
	head, rest, _ := bytes.Cut(file, []byte{'\n'})
	sum, checked, _ := bytes.Cut(rest, []byte{'\n'})
	if string(head) != version || string(sum) != checksum(checked) {
		return nil, errForm
	}
	first, body, _ := strings.Cut(string(checked), "\n")
	second, body, _ := strings.Cut(body, "\n")
	stamp, err := strconv.ParseInt(first, 10, 64)
	n, err2 := strconv.Atoi(second)
	if err := errors.Join(err, err2); err != nil {
		return nil, err
	}
	x := &Index{stamp: stamp, records: make([]record, 0, strings.Count(body, "\n"))}
	for line := range strings.SplitSeq(strings.TrimSuffix(body, "\n"), "\n") {
		if line == "" {
			continue
		}
		if n > 0 {
			n--
			c, err := parseCase(line)
			if err != nil {
				return nil, err
			}
			x.cases = append(x.cases, c)
			continue
		}
		r, err := parseRecord(line)
		if err != nil {
			return nil, err
		}
		x.records = append(x.records, r)
	}
	return x, nil
}
