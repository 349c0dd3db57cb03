package team

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/objects"
)

// Client is a team as one machine knows it: the one way to look at its changes and to make some. Its methods may be called from any goroutine.
type Client struct {
	// Store is where the chain lies, and Key opens what is sealed to this machine, whose recipient is Recipient.
	Store     objects.Store
	Key       opener
	Recipient func() (string, error)
	// Pin is the file in which the last known change is noted, outside of the archive.
	Pin string
	// Dir is the directory of the archive that takes part in the team; it is noted, too. Empty is not known.
	Dir string
	// Now is the clock.
	Now func() time.Time

	mu sync.Mutex
}

// Pinned is the last change that this machine knows and somebody accepted.
type Pinned struct {
	Seq     int64    `json:"seq"`
	Hash    string   `json:"hash"`
	Members []Member `json:"members"`
	// Changes are all that are known, the last one too.
	Changes []pastChange `json:"changes,omitempty"`
	// Dir is the directory of the archive with which this machine takes part.
	Dir string `json:"dir,omitempty"`
	// Writing is the hash of a change that this machine was making behind them. Whether it is in the store shows when that is read.
	Writing string `json:"writing,omitempty"`
}

// Dir is the directory of the archive with which this machine takes part in the team that a Client noted in a file; empty where
// that is not known.
func Dir(pin string) string {
	p, err := readNoted[Pinned](pin)
	if err != nil || p == nil {
		return ""
	}
	return p.Dir
}

// Known is what was noted; nil where this machine knows no team yet. It fails where the file cannot be read or is no JSON.
func (d *Client) Known() (*Pinned, error) {
	p, err := readNoted[Pinned](d.Pin)
	if err != nil {
		return nil, fmt.Errorf("what this machine knows of the team cannot be read: %w. \"aisdesk team trust\" notes it anew", err)
	}
	return p, nil
}

// readNoted reads what this machine wrote down as JSON; nil where there is no such file.
func readNoted[T any](path string) (*T, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) { // a file stands where the folder is to be
		return nil, nil
	}
	v := new(T)
	if err == nil {
		err = json.Unmarshal(b, v)
	}
	return v, err
}

// note notes the last change of a chain.
func (d *Client) note(chain *Chain) error {
	c := chain.Last()
	return d.write(Pinned{Seq: c.Seq, Hash: c.Hash, Members: c.Members, Changes: chain.history(), Dir: d.Dir})
}

// noteWriting notes the change that this machine is making.
func (d *Client) noteWriting(hash string) error {
	known, err := d.Known()
	if err != nil || known == nil {
		return err
	}
	known.Writing = hash
	return d.write(*known)
}

func (d *Client) write(p Pinned) error {
	b, err := json.Marshal(p)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(d.Pin), 0o700)
	}
	if err != nil {
		return err
	}
	return atomicfile.WriteFile(d.Pin, atomicfile.Options{Durable: true}, atomicfile.Bytes(b))
}

// begin is Book.Begin in a store into which as many links of what a team judges by are brought, whose changes were those before.
func (d *Client) begin(ctx context.Context, m Member, by Author, links int64, before history) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, sealed, err := prepare(nil, Change{Kind: Begin, Links: &links, Before: before}, m, by, d.Now())
	if err == nil {
		err = d.Store.Create(ctx, name(c.Seq), sealed)
	}
	if errors.Is(err, objects.ErrExists) {
		return refused("the store belongs to a team already. A member adds you by \"aisdesk team add\"")
	}
	if err != nil {
		return err
	}
	return d.note(&Chain{Changes: []Change{*c}})
}

// Change adds or removes a member, behind all changes that others made meanwhile if this machine knows them. To add one who is there
// with the same recipient gives them the keys, too, and the role unless that is empty. What was done already is returned as it was done,
// as one that is made Again. It fails with ErrNotAllowed where the change makes no sense, as Look does, or where the store or the note of
// this machine cannot be written.
func (d *Client) Change(ctx context.Context, k Kind, m Member, by Author) (*Change, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for {
		chain, _, err := d.look(ctx)
		if err != nil {
			return nil, unwritten(err)
		}
		k, m := chain.asked(k, m)
		if done := chain.made(k, m); done != nil {
			return done, nil
		}
		n, err := links(ctx, d.Store)
		if err != nil {
			return nil, unwritten(err)
		}
		c, sealed, err := prepare(chain, Change{Kind: k, Links: &n, Before: chain.history()}, m, by, d.Now())
		if err == nil {
			err = d.noteWriting(c.Hash) // should the answer be lost, or this program be killed
		}
		if err == nil {
			err = d.Store.Create(ctx, name(c.Seq), sealed)
		}
		if errors.Is(err, objects.ErrExists) {
			continue // another was faster: that one must be known first
		}
		if err != nil {
			return nil, unwritten(err)
		}
		chain.Changes = append(chain.Changes, *c)
		return c, d.note(chain)
	}
}

// asked is what is asked for where a member is added who is there already with the same recipient.
func (c *Chain) asked(k Kind, m Member) (Kind, Member) {
	if k != Add {
		return k, m
	}
	members := c.Last().Members
	if at := slices.IndexFunc(members, m.named); at >= 0 && members[at].Recipient == m.Recipient {
		return Alter, members[at].with(m)
	}
	m.Role = cmp.Or(m.Role, Analyst)
	return k, m
}

// unwritten says of a store that gives no answer that a change of the team does not wait here.
func unwritten(err error) error {
	if !errors.Is(err, objects.ErrUnreachable) {
		return err
	}
	return fmt.Errorf("%w. Changes of the team do not wait here: run it again once the store answers; if it was done, that says so", noAnswer(err))
}

// Look reads the chain and compares it with what this machine knows. unknown are the changes that it does not know, with an
// error that wraps ErrUnknownChange. The first look of a new member is believed.
func (d *Client) Look(ctx context.Context) (chain *Chain, unknown []Change, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.look(ctx)
}

func (d *Client) look(ctx context.Context) (*Chain, []Change, error) {
	known, err := d.Known()
	if err != nil {
		return nil, nil, err
	}
	chain, err := read(ctx, d.Store, d.Key)
	if err != nil {
		if errors.Is(err, ErrNotMember) && known != nil && has(known.Members, d.Recipient) {
			return nil, nil, fmt.Errorf("%w: change %d, which this machine knows, is gone or another. Ask the others before you continue", ErrTampered, known.Seq)
		}
		return nil, nil, explain(err, known)
	}
	left := chain.Left
	if chain.Out > 0 {
		left = chain.Last()
	}
	if left != nil && has(left.Members, d.Recipient) { // even who is removed can read that change
		return chain, nil, fmt.Errorf("%w: change %d does not open here, although you are in the team before it. Ask the others before you continue", ErrTampered, left.Seq+1)
	}
	if chain.Out > 0 || !has(chain.Last().Members, d.Recipient) {
		return chain, nil, fmt.Errorf("%w any more: %w. Its members are: %s", ErrNotMember, ErrRemoved, strings.Join(Names(chain.Last().Members), ", "))
	}
	if known == nil {
		return chain, nil, d.note(chain)
	}
	last := Link{Seq: known.Seq, Hash: known.Hash}
	at := slices.IndexFunc(chain.Changes, func(c Change) bool { return c.Seq == known.Seq && c.Hash == known.Hash })
	if at < 0 && (chain.Left == nil || !slices.ContainsFunc(chain.Changes[0].Before, last.is)) {
		return chain, nil, fmt.Errorf("%w: change %d, which this machine knows, is gone or another. Ask the others before you go on", ErrTampered, known.Seq)
	}
	if next := at + 1; next < len(chain.Changes) && known.Writing != "" && chain.Changes[next].Hash == known.Writing { // made here, and the answer was lost
		at = next
		if err := d.note(&Chain{Changes: chain.Changes[:at+1]}); err != nil {
			return chain, nil, err
		}
	}
	unknown := chain.Changes[at+1:]
	if len(known.Changes) == 0 && at >= 0 { // an older program noted it
		if err := d.note(&Chain{Changes: chain.Changes[:at+1]}); err != nil {
			return chain, nil, err
		}
	}
	if len(unknown) == 0 {
		return chain, nil, nil
	}
	return chain, unknown, fmt.Errorf("%w: %s. Ask them, then \"aisdesk team trust\" accepts it. Until then nothing is sealed to the new list, and what you do waits here",
		ErrUnknownChange, Describe(unknown))
}

// explain names those whom one can ask. A store without the team that this machine knows was emptied, or is another.
func explain(err error, known *Pinned) error {
	if errors.Is(err, ErrNone) && known != nil {
		return fmt.Errorf("%w. Ask %s before you continue. Nothing is sent or deleted meanwhile", ErrGone, strings.Join(Names(known.Members), ", "))
	}
	if !errors.Is(err, ErrNotMember) || known == nil {
		return err
	}
	return fmt.Errorf("sealed to %d people, not to you; ask one of %s: %w", len(known.Members), strings.Join(Names(known.Members), ", "), ErrNotMember)
}

// has reports whether this machine's recipient is on a list.
func has(members []Member, own func() (string, error)) bool {
	r, err := own()
	return err == nil && slices.ContainsFunc(members, func(m Member) bool { return m.Recipient == r })
}

// Trust accepts the team as it is now. It returns the changes that were not known. It fails as Look does, but for
// ErrUnknownChange, and where it cannot be noted.
func (d *Client) Trust(ctx context.Context) ([]Change, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	chain, unknown, err := d.look(ctx)
	if errors.Is(err, ErrUnknownChange) {
		return unknown, d.note(chain)
	}
	return nil, err
}

// Seal seals to all members that this machine knows. It fails with ErrNone where this machine knows no team, and as Known does.
func (d *Client) Seal(b []byte) ([]byte, error) {
	to, err := d.recipients()
	if err != nil {
		return nil, err
	}
	return archive.SealFor(to, b)
}

func (d *Client) recipients() ([]age.Recipient, error) {
	known, err := d.Known()
	if err == nil && known == nil {
		err = ErrNone
	}
	if err != nil {
		return nil, err
	}
	return recipients(known.Members)
}

// Person is the name of the member whose SSH key has a fingerprint; empty for nobody's.
func (d *Client) Person(fingerprint string) string {
	known, err := d.Known()
	if err != nil || known == nil {
		return ""
	}
	for _, m := range known.Members {
		if slices.Contains(m.Keys, fingerprint) {
			return m.Name
		}
	}
	return ""
}

// moment is a time for people.
func moment(at time.Time) string { return at.Local().Format("2006-01-02 15:04") }

// Describe says what changes did, for people.
func Describe(changes []Change) string {
	lines := make([]string, len(changes))
	for i, c := range changes {
		at := moment(c.Time)
		claimed := ""
		if !c.Verified {
			claimed = ", an unverified name,"
		}
		switch c.Kind {
		case Remove:
			lines[i] = fmt.Sprintf("%s%s removed %s at %s", c.Author, claimed, c.Who, at)
		case Begin:
			lines[i] = fmt.Sprintf("%s%s began the team at %s", c.Author, claimed, at)
		case Alter:
			lines[i] = fmt.Sprintf("%s%s changed the keys or the role of %s at %s", c.Author, claimed, c.Who, at)
		default:
			lines[i] = fmt.Sprintf("%s%s added %s at %s", c.Author, claimed, c.Who, at)
		}
	}
	return strings.Join(lines, "; ")
}
