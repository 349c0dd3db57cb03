package team

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/text"
)

// Book is where a team writes down what it judges by: a chain beside that of the members, sealed to them. A proposal takes
// effect once a second person accepted it. What this machine read is kept, and used while the store cannot be reached.
type Book struct {
	Store objects.Store
	// Copies are the links that this machine has, sealed as they came.
	Copies objects.Store
	// Client says who the members are and seals to them.
	Client *Client
	// File is where what is in force is noted for programs that do not read the chain: an InForce.
	File string
}

// InForce is what a team's judgement was when it was read last.
type InForce struct {
	// AsOf is when that was, by this machine's clock.
	AsOf     time.Time  `json:"asOf"`
	Accepted []Accepted `json:"accepted,omitempty"`
	// Waiting is the number of proposals that wait for a review.
	Waiting int `json:"waiting"`
	// Problem says why newer links were not taken in; empty if all were.
	Problem string `json:"problem,omitempty"`
}

// Of is what is in force of a subject; nil for nothing, and for a nil InForce.
func (f *InForce) Of(subject string) *Accepted {
	if f == nil {
		return nil
	}
	for i := range f.Accepted {
		if f.Accepted[i].Subject == subject {
			return &f.Accepted[i]
		}
	}
	return nil
}

// InForceFile is the name of the file of an InForce for the store of an address; PinFile that of the pin of a Client.
func InForceFile(address string) string {
	return "team-" + hash([]byte(address))[:16] + "-judgement.json"
}

// FolderAddress is that of an archive that nobody shares, in a directory.
func FolderAddress(dir string) string { return "file://" + filepath.ToSlash(filepath.Clean(dir)) }

// PinFile is the name of the file in which a Client notes what it knows of the team in the store of an address.
func PinFile(address string) string { return "team-" + hash([]byte(address))[:16] + ".json" }

// ReadInForce reads the file of an InForce; nil where there is none. It fails where the file cannot be read or is no JSON.
func ReadInForce(path string) (*InForce, error) {
	f, err := readNoted[InForce](path)
	if err != nil {
		return nil, fmt.Errorf("what the team judges by cannot be read: %w. Delete that file; \"aisdesk archive sync\" writes it anew", err)
	}
	return f, nil
}

// BookPrefix is that of the names of the links.
const BookPrefix = "judgement/"

func entryName(seq int64) string { return fmt.Sprintf(BookPrefix+"%08d", seq) }

// Read is what this machine has of the chain.
func (b *Book) Read(ctx context.Context) (*Judgement, error) {
	known, err := b.Client.Known()
	if err != nil || known == nil {
		known = &Pinned{}
	}
	j := newJudgement(known.Changes)
	if err != nil {
		return j, err
	}
	prev := ""
	_, err = each(ctx, b.Copies, entryName, 1, func(seq int64, sealed []byte) error {
		e, err := b.open(seq, sealed, prev)
		if err := j.follow(e, err); err != nil {
			return err
		}
		prev = e.Hash
		return nil
	})
	if errors.Is(err, errStop) {
		err = nil
	}
	return j, err
}

func (b *Book) open(seq int64, sealed []byte, prev string) (*Entry, error) {
	object, err := b.Client.Open(sealed)
	if err != nil {
		return nil, fmt.Errorf("%s in the store: %w", entryName(seq), err)
	}
	e := &Entry{}
	if err := e.Link.open(object, e); err != nil {
		return nil, fmt.Errorf("link %d of what the team judges by: %w", seq, err)
	}
	if e.Seq != seq || e.Prev != prev {
		return nil, fmt.Errorf("%w: link %d of what the team judges by does not follow on the one before", ErrTampered, seq)
	}
	return e, nil
}

// Pull takes in what others wrote, and notes what is in force. It returns the judgement as this machine has it then, also
// with an error: what was read before stays in force.
func (b *Book) Pull(ctx context.Context) (*Judgement, error) {
	j, err := b.Read(ctx)
	before := len(j.Ignored)
	if err == nil {
		err = b.fetch(ctx, j)
	}
	j.NewlyIgnored = j.Ignored[before:]
	return j, errors.Join(err, b.note(j, err))
}

// fetch takes in the links of the store that are not here. The last one that is here must be the store's, too.
func (b *Book) fetch(ctx context.Context, j *Judgement) error {
	if j.ReadOnly != "" {
		return nil
	}
	seq, prev := int64(1), ""
	if j.last != nil {
		seq, prev = j.last.Seq+1, j.last.Hash
		if err := b.stands(ctx, j.last); err != nil {
			return err
		}
	}
	_, err := each(ctx, b.Store, entryName, seq, func(seq int64, sealed []byte) error {
		e, err := b.open(seq, sealed, prev)
		if err == nil || errors.Is(err, ErrNewer) {
			if err := b.Copies.Create(ctx, entryName(seq), sealed); err != nil && !errors.Is(err, objects.ErrExists) {
				return err
			}
		}
		if err := j.follow(e, err); err != nil {
			return err
		}
		prev = e.Hash
		return nil
	})
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

var errStop = errors.New("no more")

// follow takes in the next link, or the error of reading it. A newer program's link makes the judgement read-only and ends
// the reading with errStop.
func (j *Judgement) follow(e *Entry, err error) error {
	if errors.Is(err, ErrNewer) {
		j.ReadOnly = err.Error()
		return errStop
	}
	if err != nil {
		return err
	}
	j.take(e)
	return nil
}

// stands tells whether a link that this machine has is in the store.
func (b *Book) stands(ctx context.Context, l *Link) error {
	sealed, err := b.Store.Get(ctx, entryName(l.Seq))
	if errors.Is(err, objects.ErrNotExist) {
		return fmt.Errorf("%w: %w", ErrTampered, errCut)
	}
	if err != nil {
		return err
	}
	e, err := b.open(l.Seq, sealed, l.Prev)
	if err == nil && e.Hash != l.Hash {
		err = fmt.Errorf("%w: %w", ErrTampered, errCut)
	}
	return err
}

// note writes what is in force. With an error it is as of the time before.
func (b *Book) note(j *Judgement, failed error) error {
	before, err := ReadInForce(b.File)
	if err != nil {
		before = nil
	}
	f := InForce{AsOf: b.Client.Now().UTC().Truncate(time.Second), Accepted: j.All(), Waiting: j.waiting(), Problem: j.ReadOnly}
	switch {
	case failed != nil && before == nil, before == nil && j.last == nil && j.ReadOnly == "":
		return nil // nothing was ever shared
	case failed != nil:
		f = *before
		f.Problem = failed.Error()
	}
	out, err := json.Marshal(f)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(b.File), 0o700)
	}
	if err != nil {
		return err
	}
	return atomicfile.WriteFile(b.File, atomicfile.Options{Durable: true}, atomicfile.Bytes(out))
}

// Begin makes this machine's person the first member of a team into whose store the links that this machine has are then brought.
// They stay as they were judged: before is the file in which the Client of the store that they come from noted its team, see
// PinFile. It fails with ErrNotAllowed where the store has a team, and where that file or the list of Copies cannot be read.
func (b *Book) Begin(ctx context.Context, m Member, by Author, before string) error {
	n, err := links(ctx, b.Copies)
	if err != nil {
		return err
	}
	was, err := readNoted[Pinned](before)
	if err != nil {
		return fmt.Errorf("what this machine knows of the team before cannot be read: %w. \"aisdesk team trust\" in that store notes it anew", err)
	}
	if was == nil || n == 0 {
		was = &Pinned{}
	}
	return b.Client.begin(ctx, m, by, n, was.Changes)
}

// Propose proposes what is to take effect: subject, content or removed, and reason of an entry. It takes effect once somebody
// else accepts it. It fails with ErrNotAllowed, ErrNewer, or as Client.Look.
func (b *Book) Propose(ctx context.Context, e Entry, by Author) (*Entry, error) {
	e.Kind = Propose
	first := true
	return b.add(ctx, by, func(j *Judgement) Entry {
		if first {
			e.Base, first = j.version(e.Subject), false
		}
		return e
	})
}

// Review accepts or rejects a proposal. Of two who review one at once the second is told what the first said. It fails with
// ErrNotAllowed where there is no such proposal, it was reviewed, or by may not accept it, and as Client.Look and Pull do.
func (b *Book) Review(ctx context.Context, proposal int64, accept bool, reason string, by Author) (*Entry, error) {
	e := Entry{Kind: Reject, Proposal: proposal, Reason: reason}
	if accept {
		e.Kind = Accept
		if err := b.byMember(ctx, proposal); err != nil {
			return nil, err
		}
	}
	return b.add(ctx, by, func(*Judgement) Entry { return e })
}

// byMember refuses to accept what somebody proposed who was taken out of the team since: a member proposes it again, and another
// looks at it.
func (b *Book) byMember(ctx context.Context, proposal int64) error {
	chain, _, err := b.Client.Look(ctx)
	if err != nil {
		return written(err)
	}
	j, err := b.Pull(ctx)
	if err != nil {
		return written(err)
	}
	p, err := j.Proposal(proposal)
	if err != nil || p.Review != nil {
		return err
	}
	if out := chain.Removed(&p.Link); out != nil {
		return refused("proposal %d is by %s, whom %s took out of the team at %s. Propose it yourself if it holds, for another to accept, or reject it",
			p.Seq, text.Clean(p.Author), text.Clean(out.Author), moment(out.Time))
	}
	return nil
}

// saidBefore is the link by which the same person has proposed the same, or reviewed the same proposal so: the answer to it was lost, or
// they say it again. It is nil where there is none.
func (j *Judgement) saidBefore(e *Entry) *Entry {
	mine := func(l *Link) bool {
		same, known := j.samePerson(l, &e.Link)
		return same && known
	}
	for i := range j.Proposals {
		switch p := &j.Proposals[i]; {
		case e.Kind != Propose:
			if p.Seq == e.Proposal && p.Review != nil && p.Review.Kind == e.Kind && mine(&p.Review.Link) {
				return p.Review
			}
		case p.Review == nil && !p.Overtaken && p.Subject == e.Subject && p.Content == e.Content && p.Removed == e.Removed && p.Base == e.Base &&
			p.Reason == e.Reason && mine(&p.Link):
			return p.Entry
		}
	}
	return nil
}

// add writes the next link, behind all that others wrote meanwhile, as long as they allow it.
func (b *Book) add(ctx context.Context, by Author, entry func(*Judgement) Entry) (*Entry, error) {
	if _, _, err := b.Client.Look(ctx); err != nil {
		return nil, written(err)
	}
	for {
		j, err := b.Pull(ctx)
		if err != nil {
			return nil, written(err)
		}
		e := entry(j)
		e.Link, e.Team = next(j.last, by, b.Client.Now()), j.changes.team()
		if e.Recipient, err = b.Client.Recipient(); err != nil {
			return nil, err
		}
		if by.Signer != nil {
			e.Key = by.Signer.Key().Fingerprint
		}
		if done := j.saidBefore(&e); done != nil {
			return done, nil
		}
		if err := j.allows(&e); err != nil {
			return nil, err
		}
		err = b.create(ctx, &e, by)
		if errors.Is(err, objects.ErrExists) {
			continue // another was faster: theirs is read first
		}
		if err != nil {
			return nil, written(err)
		}
		_, err = b.Pull(ctx)
		return &e, err
	}
}

func (b *Book) create(ctx context.Context, e *Entry, by Author) error {
	object, err := e.Link.object(e, by.Signer)
	if err != nil {
		return err
	}
	sealed, err := b.Client.Seal(object)
	if err != nil {
		return err
	}
	return b.Store.Create(ctx, entryName(e.Seq), sealed)
}

// written says of a store that gives no answer that nothing waits: two people must see the same chain.
func written(err error) error {
	if errors.Is(err, objects.ErrUnreachable) {
		return fmt.Errorf("%w. Proposals and reviews do not wait here: try again once it answers", noAnswer(err))
	}
	return err
}

// noAnswer is why a store did not answer, without the sentence that what was done waits.
func noAnswer(err error) error {
	if errors.Is(err, objects.ErrNotNow) {
		return objects.ErrNotNow
	}
	return objects.ErrUnreachable
}
