package cases

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// Act adds an event to a case, if the case as it is then allows it. It fails with casefile.ErrNotAllowed or casefile.ErrReadOnly
// and says why, as Get does, and where it cannot be signed, sealed or written.
func (c *Cases) Act(ctx context.Context, id string, acts ...casefile.Act) (casefile.Event, error) {
	l, err := c.log(ctx, id)
	if err != nil {
		return casefile.Event{}, err
	}
	by, err := c.people.now(ctx)
	if err != nil {
		return casefile.Event{}, err
	}
	var e casefile.Event
	for _, a := range acts {
		if e, err = l.Append(ctx, a, by); err != nil {
			return e, err
		}
		c.note(ctx, l.State())
	}
	return e, nil
}

// New begins a case with a label, which may be empty where there are people. It fails with a *TakenError where a case with
// that label is open.
func (c *Cases) New(ctx context.Context, label string, people ...casefile.Person) (string, error) {
	var acts []casefile.Act
	if label != "" {
		acts = append(acts, casefile.Label{Label: label})
	}
	for _, p := range people {
		acts = append(acts, withOwner(p))
	}
	if len(acts) == 0 {
		return "", errors.New("a case needs a label or a person")
	}
	if _, _, err := c.open(); err != nil {
		return "", err
	}
	if err := checkLabel(ctx, c, label); err != nil {
		return "", err
	}
	id := archive.NewID(c.deps.Now())
	_, err := c.Act(ctx, id, acts...)
	return id, err
}

// withOwner gives a person an id of its own where there is none yet.
func withOwner(p casefile.Person) casefile.Person {
	if p.OwnerExternalID == "" {
		p.OwnerExternalID = intake.NewOwnerExternalID()
	}
	return p
}

// AddPerson adds a person and returns them with their id. Without an id, a person whose name is that of one of the case is
// that one: nothing is added, for each has one id. It fails as Get and Act do.
func (c *Cases) AddPerson(ctx context.Context, id string, p casefile.Person) (casefile.Person, error) {
	if p.OwnerExternalID == "" {
		s, err := c.Get(ctx, id)
		if err != nil {
			return p, err
		}
		same := func(other casefile.Person) bool { return identity.SameName(p.Name, other.Name) }
		if i := slices.IndexFunc(s.People, same); i >= 0 {
			return s.People[i], nil
		}
	}
	p = withOwner(p)
	_, err := c.Act(ctx, id, p)
	return p, err
}

// ofImport is where it is noted which case an import belongs to. Of several programs that make a case of one import one
// wins.
const ofImport = "case-of/"

// Of is the case that an import belongs to; empty if it stands alone. It fails where the note of that, or the case that it names,
// cannot be read.
func (c *Cases) Of(ctx context.Context, importID string) (string, error) {
	if _, err := os.Stat(c.deps.Dir); errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	objs, _, err := c.open()
	if err != nil {
		return "", err
	}
	id, err := caseOf(ctx, objs, importID)
	if errors.Is(err, objects.ErrNotExist) || errors.Is(err, objects.ErrBadName) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("%w. \"aisdesk check --all\" says how to mend it", err)
	}
	s, err := c.Get(ctx, id)
	if errors.Is(err, casefile.ErrNotFound) || err == nil && !s.Holds(importID) {
		return "", nil // noted, and the event never came, or was undone
	}
	return id, err
}

// ForImport is the case that an import belongs to. One that stands alone gets a case of its own: the claims kept with it
// are its first event. It fails as Of and Act do, and where the import or its claims cannot be read.
func (c *Cases) ForImport(ctx context.Context, importID string) (string, error) {
	return c.forImport(ctx, importID, "")
}

// forImport is ForImport with the name of its person; empty is the login's.
func (c *Cases) forImport(ctx context.Context, importID, person string) (string, error) {
	id, err := c.Of(ctx, importID)
	if id != "" || err != nil {
		return id, err
	}
	objs, store, err := c.open()
	if err != nil {
		return "", err
	}
	entry, err := entryOf(store, importID)
	if err != nil {
		return "", err
	}
	if id, err = claim(ctx, objs, importID, archive.NewID(c.deps.Now())); err != nil {
		return "", err
	}
	return id, begin(ctx, c, id, entry, person, store)
}

// begin makes the first events of an import's own case. Another program may be doing the same: what is there already is no
// failure.
func begin(ctx context.Context, c *Cases, id string, entry archive.Entry, person string, store *archive.Store) error {
	var acts []casefile.Act
	raw, err := store.Attachment(entry.ID, ClaimsAttachment)
	if err == nil {
		acts = append(acts, casefile.Claims{Claims: raw})
	} else if !errors.Is(err, archive.ErrNotFound) {
		return err
	}
	if owner := entry.OwnerExternalID.String(); owner != "" {
		if person == "" {
			person = applicantName(ctx, c, entry.ID, raw, owner)
		}
		acts = append(acts, casefile.Person{Name: person, Role: casefile.Applicant, OwnerExternalID: owner})
	}
	for _, a := range append(acts, importAct(entry)) {
		s, err := c.Get(ctx, id)
		if err == nil && (s.Holds(entry.ID) || a.Kind() == casefile.KindClaims && s.Claims() != nil) {
			continue
		}
		if err != nil && !errors.Is(err, casefile.ErrNotFound) {
			return err
		}
		if _, err := c.Act(ctx, id, a); err != nil && !errors.Is(err, casefile.ErrNotAllowed) {
			return err
		}
	}
	if s, err := c.Get(ctx, id); err != nil || s.Holds(entry.ID) {
		return err
	}
	_, err = c.Act(ctx, id, importAct(entry)) // it says why it is not allowed
	return err
}

// claim notes that an import belongs to a case, and returns the case that it is: another's where that was first.
func claim(ctx context.Context, objs objects.Store, importID, id string) (string, error) {
	err := objs.Create(ctx, ofImport+importID, []byte(id))
	if !errors.Is(err, objects.ErrExists) {
		return id, err
	}
	b, err := objs.Get(ctx, ofImport+importID)
	if err != nil {
		return "", err
	}
	return string(b), nil
}

func entryOf(store *archive.Store, importID string) (archive.Entry, error) {
	e, err := store.Get(importID)
	switch {
	case err != nil:
	case e.Damaged != nil:
		err = e.Damaged
	case e.Locked:
		err = seal.ErrLocked
	}
	if err != nil {
		return e, fmt.Errorf("import %s: %w", text.Clean(importID), err)
	}
	return e, nil
}

func importAct(e archive.Entry) casefile.Act {
	if e.Environment.String() == FileEnvironment {
		return casefile.File{Import: e.ID, Name: e.OfficialName.String(), SHA256: e.SHA256, Size: e.Size, Saved: e.Created,
			OwnerExternalID: e.OwnerExternalID.String(), Manifest: e.Digest(), Expires: expires(&e.Manifest)}
	}
	return importOf(&e.Manifest)
}

func importOf(m *archive.Manifest) casefile.Import {
	return casefile.Import{Import: m.ID, SHA256: m.SHA256, Size: m.Size, Saved: m.Created, Environment: m.Environment.String(),
		OwnerExternalID: m.OwnerExternalID.String(), Manifest: m.Digest(), Expires: expires(m)}
}

// expires is when an import expires, as a case notes it.
func expires(m *archive.Manifest) time.Time {
	if m.Expires.IsZero() {
		return casefile.Never
	}
	return m.Expires.UTC()
}

// AddImport brings a saved import into a case. It fails with casefile.ErrNotAllowed where the import belongs to another case,
// to somebody else than the case's people, or to another environment, with archive.ErrNotFound, archive.ErrDamaged or
// seal.ErrLocked where it cannot be read, and as Get and Act do. The note of an import that the case holds already is written
// anew where it is another.
func (c *Cases) AddImport(ctx context.Context, id, importID string) error {
	objs, store, err := c.open()
	if err != nil {
		return err
	}
	entry, err := entryOf(store, importID)
	if err != nil {
		return err
	}
	if noted, err := caseOf(ctx, objs, importID); noted != id || err != nil {
		if s, err := c.Get(ctx, id); err == nil && s.Holds(importID) {
			return point(ctx, objs, importID, id)
		}
	}
	other, err := c.Of(ctx, importID)
	if err != nil {
		return err
	}
	if other != "" && other != id {
		held, _ := c.Get(ctx, other) // what cannot be read is called by its id
		return &HeldError{importID, Listed{ID: other, State: held}}
	}
	s, err := c.Get(ctx, id)
	if err != nil {
		return err
	}
	for _, i := range s.Imports {
		if env := entry.Environment.String(); i.Environment != env && env != FileEnvironment {
			return fmt.Errorf("%w: import %s is of the environment %s and the case is of %s", casefile.ErrNotAllowed, importID, env, i.Environment)
		}
	}
	if _, err := c.Act(ctx, id, importAct(entry)); err != nil {
		return err
	}
	return point(ctx, objs, importID, id)
}

// point makes an import's note name a case, whatever it named before: that case does not hold the import.
func point(ctx context.Context, objs objects.Store, importID, id string) error {
	got, err := claim(ctx, objs, importID, id)
	if err != nil || got == id {
		return err
	}
	if err := objs.Delete(ctx, ofImport+importID); err != nil {
		return err
	}
	_, err = claim(ctx, objs, importID, id)
	return err
}

// SaveClaims writes claims into a case, if they are others than those before. It fails as Claims and Act do.
func (c *Cases) SaveClaims(ctx context.Context, id string, claims []verify.Claim) error {
	raw, err := verify.Marshal(claims)
	if err != nil {
		return err
	}
	now, err := c.Claims(ctx, id)
	if err != nil {
		return err
	}
	if same, err := verify.Marshal(now); err == nil && string(same) == string(raw) {
		return nil
	}
	_, err = c.Act(ctx, id, casefile.Claims{Claims: raw})
	return err
}

// Claims are those of a case; nil without any. It fails as Get and verify.Unmarshal do.
func (c *Cases) Claims(ctx context.Context, id string) ([]verify.Claim, error) {
	s, err := c.Get(ctx, id)
	if err != nil || s.Claims() == nil {
		return nil, err
	}
	return verify.Unmarshal(s.Claims())
}

// Decide writes a person's decision on what they saw: the state of the case and the program's report of it. It fails with
// ErrKeepUnknown, and as Act does.
func (c *Cases) Decide(ctx context.Context, seen *casefile.State, o casefile.Outcome, reason string, r *verify.Report) (casefile.Event, error) {
	if err := c.Retention.asked(seen); err != nil {
		return casefile.Event{}, err
	}
	if o == casefile.Approve && len(seen.Imports)+len(seen.Files) == 0 {
		return casefile.Event{}, fmt.Errorf("%w: the case has no import yet, so nothing speaks for approving it. It can be referred or rejected", casefile.ErrNotAllowed)
	}
	d := casefile.Decision{Outcome: o, Reason: reason, Head: seen.Head, Basis: seen.Basis, Replies: seen.Replies(), FourEyes: cmp.Or(c.deps.Settings.FourEyes, casefile.FourEyesNone)}
	if r != nil {
		raw, err := json.Marshal(r)
		if err != nil {
			return casefile.Event{}, err
		}
		d.Verdict = raw
		d.Rules = casefile.Rules{Set: r.Rules, Policy: r.Policy, Lexicon: r.Lexicon.Version, LexiconHash: r.Lexicon.Hash, UserEntries: r.Lexicon.User}
	}
	return c.Act(ctx, seen.ID, d)
}

// ClaimsAttachment is the attachment of an import that stands alone in which its claims are kept.
const ClaimsAttachment = "claims"
