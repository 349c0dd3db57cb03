package casefile

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"aisdesk/aisclient/objects"
)

// Aggregated is what the provider holds of a person from all imports (data.xml). It is kept as it came, beside the events,
// and takes no part in any figure: it is there to be compared with.
type Aggregated struct {
	// Object names where the bytes lie, compressed, and ObjectSHA256 is the hash of those. AppendAggregated sets all of Object,
	// ObjectSHA256, SHA256 and Size.
	Object          string    `json:"object"`
	ObjectSHA256    string    `json:"objectSha256"`
	OwnerExternalID string    `json:"ownerExternalId"`
	SHA256          string    `json:"sha256"` // of the bytes as they came, in hex
	Size            int64     `json:"size"`
	Fetched         time.Time `json:"fetched"`
	Environment     string    `json:"environment"`
}

func (Aggregated) Kind() Kind { return KindAggregated }

func (a Aggregated) valid() error {
	return first(needs(a.Object, "where the data lies"), needs(a.SHA256, "the checksum of the data"), needs(a.OwnerExternalID, "the person's id"))
}

// apply takes the place of what was fetched for the same person before.
func (a Aggregated) apply(s *State, _ Header) error {
	if !s.knows(a.OwnerExternalID) {
		return notAllowed("the data is of the owner %s, who is not a person of this case", a.OwnerExternalID)
	}
	s.Aggregated = slices.DeleteFunc(slices.Clone(s.Aggregated), func(o Aggregated) bool { return o.OwnerExternalID == a.OwnerExternalID })
	s.Aggregated = append(s.Aggregated, a)
	return nil
}

// maxAggregated is the largest reply in bytes that is read back.
const maxAggregated = 512 << 20

// dataSuffix ends the names of objects with aggregated data.
const dataSuffix = ".data"

func dataName(object string) string { return object + dataSuffix }

// AppendAggregated keeps the bytes of the provider's reply and adds the event that names them. What the case does not allow
// is not kept. That is ErrNotAllowed; else it fails as Refresh and Append do, or where it cannot be sealed or the store does not
// take it.
func (l *Log) AppendAggregated(ctx context.Context, raw []byte, a Aggregated, by Author) (Event, error) {
	packed, err := pack(raw)
	if err != nil {
		return Event{}, err
	}
	a.SHA256, a.Size, a.ObjectSHA256 = sum(raw), int64(len(raw)), sum(packed)
	a.Object = a.ObjectSHA256[:32]
	if err := l.Refresh(ctx); err != nil {
		return Event{}, err
	}
	if err := l.State().allows(a, Header{}); err != nil {
		return Event{}, fmt.Errorf("case %s: %w", l.id, err)
	}
	sealed, err := l.seal.SealBytes(packed)
	if err != nil {
		return Event{}, err
	}
	if err := l.store.Create(ctx, dataName(a.Object), sealed); err != nil && !errors.Is(err, objects.ErrExists) {
		return Event{}, err
	}
	return l.Append(ctx, a, by)
}

// Data reads the bytes that an event names, and checks that they are those that came. The error wraps objects.ErrNotExist
// where they expired or were erased, and ErrTampered where they are others.
func (l *Log) Data(ctx context.Context, a Aggregated) ([]byte, error) {
	sealed, err := l.store.Get(ctx, dataName(a.Object))
	if err != nil {
		return nil, err
	}
	packed, err := l.seal.OpenBytes(sealed)
	if err != nil {
		return nil, err
	}
	raw, err := unpack(packed)
	if err != nil || sum(packed) != a.ObjectSHA256 || sum(raw) != a.SHA256 {
		return nil, fmt.Errorf("the aggregated data is another than the one that was fetched: %w", ErrTampered)
	}
	return raw, nil
}

// pack compresses: objects are small, and replies say much twice.
func pack(raw []byte) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write(raw)
	err = errors.Join(err, z.Close())
	return b.Bytes(), err
}

func unpack(packed []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, maxAggregated))
}
