package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
	"aisdesk/aisclient/archive/seal"
)

// Errors of what this machine knows of the archive: see package pin. They are causes: use errors.Is.
var (
	// ErrKeyUnknown says that encryption was set up by somebody else.
	ErrKeyUnknown = errors.New("encryption was set up in this archive by another program or machine, with a key that this machine has not seen")
	// ErrRolledBack says that imports that this machine saved are gone, or that those that it deleted are back.
	ErrRolledBack = errors.New("the archive is not as this machine left it: it may be an older copy")
	// ErrForeignPlain says that an import lies in plain text in a sealed archive, and did not before it was sealed.
	ErrForeignPlain = fmt.Errorf("%w: it lies in plain text in a sealed archive, and this machine has not seen it there before", ErrDamaged)
	// ErrExchanged says that an import lies in the place of another one.
	ErrExchanged = fmt.Errorf("%w: the manifest is that of another import", ErrDamaged)
	// ErrForged says that an import is not the one that this machine saved.
	ErrForged = fmt.Errorf("%w: it is not what this machine saved under this id", ErrDamaged)
)

// trustHint is the way on from what is not as this machine knows it.
const trustHint = "Nothing more is saved here until that is settled. If you know of this change, \"aisdesk encrypt trust\" accepts the archive as it is"

// checkPins compares the archive, which is sealed to a recipient or to none, with what this machine knows of it, before
// anything more is saved. The first look is believed. Of the imports it reads those alone that changed since the last one.
func (s *Store) checkPins(to string) error {
	if s.pins.None() {
		return nil
	}
	k, known, err := s.pins.Key()
	if err != nil {
		return fmt.Errorf("what this machine knows of the archive cannot be read: %w. %s", err, trustHint)
	}
	if known {
		if err := checkKey(k, to); err != nil {
			return fmt.Errorf("%w. %s", err, trustHint)
		}
	}
	newest, err := s.pins.Newest()
	if err == nil {
		err = s.checkThere(newest)
	}
	if err == nil && known {
		err = s.look(k, to != "")
	}
	if unread := (*fs.PathError)(nil); errors.As(err, &unread) {
		err = fmt.Errorf("what this machine knows of the archive cannot be read: %w", err)
	}
	if err != nil {
		return fmt.Errorf("%w. %s", err, trustHint)
	}
	if !known || k.Sealed != (to != "") {
		_ = s.pinKey(to, !known) // where it cannot be noted the next look is the first once more
	}
	return nil
}

// checkKey compares the recipient with those that are known.
func checkKey(k pin.Key, to string) error {
	switch {
	case k.Sealed && to == "":
		return seal.ErrEncryptionLost
	case k.Sealed && !slices.Contains(k.Recipients, to):
		return seal.ErrKeyReplaced
	case !k.Sealed && to != "" && !slices.Contains(k.Recipients, to):
		return ErrKeyUnknown
	}
	return nil
}

// checkThere looks whether imports are there that this machine saved.
func (s *Store) checkThere(all map[string]pin.Import) error {
	for id := range all {
		if !IsID(id) || s.isAsLeft(all[id]) {
			continue
		}
		again, err := s.pins.Imports() // another program may have changed it since the log was read
		if err != nil {
			return err
		}
		if !s.isAsLeft(again[id]) {
			return fmt.Errorf("%w. Import %s was saved here, and is gone", ErrRolledBack, id)
		}
	}
	return nil
}

// checkBack looks whether an import that is there was deleted here, and not restored since.
func (s *Store) checkBack(all map[string]pin.Import, there iter.Seq[string]) error {
	if len(all) == 0 {
		return nil
	}
	for id := range there {
		if _, later := all[id]; !later && all[pin.DeletedName(id)].Deleted {
			return fmt.Errorf("%w. Import %s was deleted here and is there again", ErrRolledBack, id)
		}
	}
	return nil
}

func (s *Store) isAsLeft(i pin.Import) bool {
	if !i.Mine || i.Deleting || i.Expires != 0 && s.options.Now().Unix() >= i.Expires {
		return true
	}
	_, err := s.imports.Lstat(i.ID)
	return !errors.Is(err, fs.ErrNotExist)
}

// lookEvery is how soon a store looks at all manifests again: whoever saves thousands of imports looks at them no more often.
const lookEvery = time.Second

// look looks for imports that are back though they were deleted here, at those that changed since the last look, and in a sealed
// archive at those that nobody here has seen. One of these in plain text was not saved by this program, which seals. What has not
// changed since is not read again.
func (s *Store) look(k pin.Key, sealed bool) error {
	at := s.importsChanged()
	came := at == 0 || at != k.Looked
	if last := s.looked.Load(); !came && last != nil && time.Since(*last) < lookEvery {
		return nil
	}
	all, err := s.pins.Imports()
	if err != nil {
		return err
	}
	at, checked := s.importsChanged(), s.Clock().UnixNano() // before anything is looked at
	stamps, err := s.Stamps(context.Background())
	if err != nil {
		return err
	}
	if came {
		if err := s.checkBack(all, idsOf(stamps)); err != nil {
			return err
		}
	}
	var seen []pin.Line
	for _, st := range stamps {
		_, known := all[st.ID]
		if known && (st.Modified == 0 || st.Modified >= k.Checked) {
			came = true
			if err := s.checkChanged(st.ID); err != nil {
				return fmt.Errorf("import %s: %w", st.ID, err)
			}
		}
		if known || !sealed {
			continue
		}
		if l := s.seen(st.ID); all != nil && l.Event == pin.SeenPlain {
			return fmt.Errorf("import %s: %w", st.ID, ErrForeignPlain)
		} else {
			seen = append(seen, l)
		}
	}
	if came || len(seen) > 0 {
		s.noteLook(seen, at, checked)
	}
	now := time.Now()
	s.looked.Store(&now)
	return nil
}

func idsOf(stamps []Stamp) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, st := range stamps {
			if !yield(st.ID) {
				return
			}
		}
	}
}

// How often, and after which pause, an import is looked at that is not as it was: another program may have changed its manifest and be
// about to note that.
const (
	changedTries = 4
	changedPause = 200 * time.Millisecond
)

// checkChanged says where the manifest of an import is not that of what this machine saved or saw, as far as it can be read without
// unlocking. What is damaged in another way hinders nobody.
func (s *Store) checkChanged(id string) (err error) {
	for try := range changedTries {
		if try > 0 {
			time.Sleep(changedPause)
		}
		if err = s.changed(id); err == nil {
			return nil
		}
	}
	return err
}

func (s *Store) changed(id string) error {
	e := s.inspect(id)
	switch {
	case errors.Is(e.Damaged, ErrExchanged):
		return e.Damaged
	case e.ReadOnly || e.Encryption == "":
		return nil
	}
	if err := s.checkPinned(&e.Manifest); err != nil {
		return err
	}
	if s.checkCounts(&e.Manifest) != nil {
		return fmt.Errorf("%w: its manifest names other counts", ErrForged)
	}
	if s.CheckExpiry(&e.Manifest) != nil {
		return fmt.Errorf("%w: its manifest names another day of expiry", ErrForged)
	}
	return nil
}

// noteLook notes what a look found to be in order. Where it cannot be noted, as on a full disk, the next look finds it once
// more: nothing of the archive is in doubt for that.
func (s *Store) noteLook(seen []pin.Line, at, checked int64) {
	if release, _, err := s.lockArchive(); err == nil {
		_ = errors.Join(s.pins.Add(seen...), s.pins.ChangeKey(func(k *pin.Key) { k.Looked, k.Checked = at, checked }))
		release()
	}
}

// importsChanged is when an import last came or went; 0 where the system does not say.
func (s *Store) importsChanged() int64 {
	fi, err := s.imports.Stat(".")
	if err != nil {
		return 0
	}
	at, _ := disk.Changed(fi)
	return at
}

// seen is an import as it is there now.
func (s *Store) seen(id string) pin.Line {
	l := pin.Line{Event: pin.SeenSealed, ID: id}
	if e := s.inspect(id); e.Encryption == EncryptionNone && e.Damaged == nil {
		l.Event, l.Digest, l.Expires = pin.SeenPlain, e.Digest(), e.Expires
	}
	return l
}

// pinKey notes the key that the archive has now, or that it has none, and, at the first look at a sealed archive, what lies
// there in plain text: that is from before.
func (s *Store) pinKey(to string, first bool) error {
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	if first && to != "" {
		if err := s.pinPresent(); err != nil {
			return err
		}
	}
	return s.pins.ChangeKey(func(k *pin.Key) { see(k, to) })
}

// pinPresent notes the imports that are there and that nobody here has seen.
func (s *Store) pinPresent() error {
	if s.pins.None() {
		return nil
	}
	all, ids, err := s.knownAndThere()
	if err != nil {
		return err
	}
	var lines []pin.Line
	for _, id := range ids {
		if _, known := all[id]; !known {
			lines = append(lines, s.seen(id))
		}
	}
	return s.pins.Add(lines...)
}

// knownAndThere are the imports that this machine knows, and the ids of those that are there.
func (s *Store) knownAndThere() (known map[string]pin.Import, there []string, err error) {
	if known, err = s.pins.Imports(); err == nil {
		there, err = s.ids()
	}
	return known, there, err
}

func see(k *pin.Key, to string) {
	if k.Sealed = to != ""; to != "" && !slices.Contains(k.Recipients, to) {
		k.Recipients = append(k.Recipients, to)
	}
}

// pinSaved notes an import that this machine saves. The caller holds the archive's lock and has just given it its name;
// changed is the importsStamp of before.
func (s *Store) pinSaved(m *Manifest, changed int64) error {
	if s.pins.None() {
		if changed != 0 {
			s.plain.CompareAndSwap(changed, s.importsStamp())
		}
		return nil
	}
	l := pin.Line{Event: pin.SavedPlain, ID: m.ID, Digest: m.Digest(), Expires: m.Expires}
	if m.Encryption != EncryptionNone {
		l.Event = pin.SavedSealed
	}
	if err := s.pins.Add(l); err != nil {
		return err
	}
	k, known, err := s.pins.Key()
	looked, plain := k.Looked != 0 && k.Looked == changed, k.Plain != 0 && k.Plain == changed
	if err != nil || !known || !looked && !plain {
		return err // the next save looks at what else came
	}
	return s.pins.ChangeKey(func(k *pin.Key) {
		if looked {
			k.Looked = s.importsChanged()
		}
		if plain {
			k.Plain = s.importsStamp()
		}
	})
}

// pinEvent notes what becomes of an import. Where it cannot be noted there is one question more.
func (s *Store) pinEvent(e pin.Event, id string) error {
	if s.pins.None() {
		return nil
	}
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	return s.pins.Add(pin.Line{Event: e, ID: id})
}

// wouldMiss reports whether an import that vanishes would be taken for lost.
func (s *Store) wouldMiss(id string) bool {
	all, err := s.pins.Imports()
	i := all[id]
	return err == nil && i.Mine && !i.Deleting && (i.Expires == 0 || s.options.Now().Unix() < i.Expires)
}

// pinExpiry notes when an import expires of which that was noted. Where it cannot be noted the earlier time stands.
func (s *Store) pinExpiry(m *Manifest) {
	all, err := s.pins.Imports()
	known := all[m.ID]
	if err != nil || !known.Mine && known.Digest == "" {
		return
	}
	l := pin.Line{Event: pin.SavedPlain, ID: m.ID, Digest: m.Digest(), Expires: m.Expires}
	switch {
	case !known.Mine:
		l.Event = pin.SeenPlain
	case m.Encryption != EncryptionNone:
		l.Event = pin.SavedSealed
	}
	if release, _, err := s.lockArchive(); err == nil {
		_ = s.pins.Add(l)
		release()
	}
}

// pinCounts notes the counts of an import that was just saved. It looks at the end of the log, whatever the archive holds, and at the
// whole one where the import is not there; what nobody has noted is believed.
func (s *Store) pinCounts(m *Manifest) {
	if newest, err := s.pins.Newest(); err != nil || newest[m.ID].ID == "" {
		if all, err := s.pins.Imports(); err != nil || all[m.ID].Counts == "" {
			return
		}
	}
	if release, _, err := s.lockArchive(); err == nil {
		_ = s.pins.Add(pin.Line{Event: pin.Counted, ID: m.ID, Digest: m.Counts.digest()})
		release()
	}
}

// forget notes that an import is deleted.
func (s *Store) forget(id string) {
	if s.pins.None() {
		return
	}
	if release, _, err := s.lockArchive(); err == nil {
		_ = s.pins.Forget(id)
		release()
	}
}

// checkPinned compares an import with what this machine knows of it.
func (s *Store) checkPinned(m *Manifest) error {
	all, err := s.pins.Imports()
	if err != nil || all == nil {
		return nil // whoever saves is told
	}
	known, ok := all[m.ID]
	if m.Encryption == EncryptionNone && !(ok && known.Plain) && s.isSealed() {
		return ErrForeignPlain
	}
	if ok && known.Digest != "" && !m.Locked && known.Digest != m.Digest() {
		return ErrForged
	}
	return nil
}

// Knows reports whether this machine noted what an import was when it came: one that was changed since is named.
func (s *Store) Knows(id string) bool {
	all, err := s.pins.Imports()
	return err == nil && all[id].Digest != ""
}

// CheckPlain fails with ErrForeignPlain where an import must not lie in plain text in this archive.
func (s *Store) CheckPlain(id string) error {
	return s.checkPinned(&Manifest{ID: id, Encryption: EncryptionNone, Locked: true})
}

// isSealed reports whether the archive is sealed, or was when this machine last saw it.
func (s *Store) isSealed() bool {
	if kind, _ := s.Key.Known(); kind != seal.None {
		return true
	}
	k, _, err := s.pins.Key()
	return err == nil && k.Sealed
}

// Digest is a checksum of what never changes of an import once it is saved.
func (m *Manifest) Digest() string {
	return digestOf(m.ID, m.Created, m.NewImport, m.SHA256, m.Size)
}

func (c *Counts) digest() string {
	return digestOf(c.Owners, c.Accounts, c.CreditCards, c.Transactions, c.Warnings, c.Partial, c.Unread, c.Exception)
}

func digestOf(values ...any) string {
	b, err := json.Marshal(values)
	if err != nil {
		panic(err) // texts, times and numbers always encode
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// Trust accepts the archive as it is now, whatever this machine knew of it before. What is locked cannot be compared: what
// was known of it stays known. It fails with ErrDamaged or ErrNewer where the settings of the key are not as this program writes
// them, and where the archive's lock cannot be had, or its directory or what this machine noted of it cannot be read or written.
func (s *Store) Trust() error {
	if s.pins.None() {
		return nil
	}
	to, err := s.Key.Look()
	if err != nil {
		return err
	}
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	checked := s.Clock().UnixNano()
	all, ids, err := s.knownAndThere()
	if err != nil {
		return err
	}
	var lines []pin.Line
	for _, id := range ids {
		lines = append(lines, s.trusted(all[id], id))
	}
	there := map[string]bool{}
	for _, id := range ids {
		there[id] = true
	}
	for id, i := range all { // what is gone is accepted as deleted
		if i.Deleted {
			lines = append(lines, pin.Line{Event: pin.Deleted, ID: id})
		} else if !there[id] {
			lines = append(lines, pin.Line{Event: pin.Deleted, ID: pin.DeletedName(id)})
		}
	}
	k := pin.Key{Checked: checked}
	see(&k, to)
	return errors.Join(s.pins.Reset(lines), s.pins.SetKey(k), s.removeDerived())
}

// trusted is an import as it is there now, with what stays known of it.
func (s *Store) trusted(known pin.Import, id string) pin.Line {
	e := s.inspect(id)
	l := pin.Line{Event: pin.SeenSealed, ID: id, Expires: e.Expires}
	if e.Encryption == EncryptionNone {
		l.Event = pin.SeenPlain
	}
	if known.Mine {
		l.Event = pin.SavedSealed
		if e.Encryption == EncryptionNone {
			l.Event = pin.SavedPlain
		}
	}
	if l.Digest = known.Digest; e.Damaged == nil && !e.Locked {
		l.Digest = e.Digest()
	}
	if e.Locked && known.Mine {
		l.Expires = time.Time{}
		if known.Expires != 0 {
			l.Expires = time.Unix(known.Expires, 0)
		}
	}
	return l
}

// knowAs has this machine know of the imports that are here what it knows of them in the archive of which this one is a copy, and
// that their key is its own.
func (s *Store) knowAs(of *Store) error {
	if s.pins.None() {
		return nil
	}
	to, err := s.Key.Look()
	if err != nil {
		return err
	}
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	known, err := of.pins.Imports()
	if err != nil {
		return err
	}
	ids, err := s.ids()
	if err != nil {
		return err
	}
	var lines []pin.Line
	for _, id := range ids {
		if i := known[id]; i.ID != "" && !i.Deleted {
			l := s.trusted(i, id)
			if l.Digest = i.Digest; i.Counts != "" {
				lines = append(lines, pin.Line{Event: pin.Counted, ID: id, Digest: i.Counts})
			}
			lines = append(lines, l)
		}
	}
	k := func(k *pin.Key) { see(k, to) }
	return errors.Join(s.pins.Add(lines...), s.pins.TakeLogs(of.pins, ids), s.pins.ChangeKey(k))
}

// Doubt says what of the archive is not as this machine knows it, or nil. It looks whether every import is there. Its errors are
// seal.ErrEncryptionLost, seal.ErrKeyReplaced, ErrKeyUnknown, ErrRolledBack, ErrForged and ErrForeignPlain; that something cannot
// be read, and ctx's error, are among them.
func (s *Store) Doubt(ctx context.Context) error {
	to, err := s.Key.Look()
	if err == nil {
		err = s.checkPins(to)
	}
	if err != nil {
		return err
	}
	all, err := s.pins.Imports()
	if err != nil {
		return err
	}
	there, err := s.present()
	if err != nil {
		return err
	}
	missing := map[string]pin.Import{}
	for id, i := range all {
		if i.Mine && !there[id] {
			missing[id] = i // a closer look says whether it is as it should be
		}
	}
	if err := errors.Join(s.checkThere(missing), s.checkBack(all, maps.Keys(there)), ctx.Err()); err != nil {
		return fmt.Errorf("%w. %s", err, trustHint)
	}
	return nil
}

// DoubtAll is Doubt with a look at every manifest that can be read, so that an import that is not what this machine saved is
// named, too. It fails as Doubt does, and where the list or the details of an import cannot be read or are others than this
// machine noted.
func (s *Store) DoubtAll(ctx context.Context) error {
	if err := s.Doubt(ctx); err != nil {
		return err
	}
	list, err := s.List()
	for _, e := range list {
		if errors.Is(e.Damaged, ErrForged) || errors.Is(e.Damaged, ErrForeignPlain) {
			return fmt.Errorf("import %s: %w. %s", e.ID, e.Damaged, trustHint)
		}
		if e.Damaged == nil {
			err = errors.Join(err, s.doubtDetails(&e))
		}
	}
	return err
}

// doubtDetails says what of an import, besides itself, is not what this machine noted.
func (s *Store) doubtDetails(e *Entry) error {
	if err := errors.Join(s.CheckExpiry(&e.Manifest), e.Miscounted); err != nil {
		return fmt.Errorf("import %s: %w", e.ID, err)
	}
	names, err := s.PinnedAttachments(e.ID)
	for _, name := range names {
		if _, read := s.Attachment(e.ID, name); errors.Is(read, ErrForged) || errors.Is(read, ErrNotFound) {
			err = errors.Join(err, read)
		}
	}
	return err
}

// present are the ids of all imports.
func (s *Store) present() (map[string]bool, error) {
	there := map[string]bool{}
	err := s.eachID(func(id string) { there[id] = true })
	return there, err
}
