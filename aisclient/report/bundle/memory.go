package bundle

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/objects"
)

// memory is a store of the objects of a bundle: they are read and never changed.
type memory map[string][]byte

var errReadOnly = errors.New("a bundle is not written to")

func (m memory) Create(context.Context, string, []byte) error { return errReadOnly }
func (m memory) Delete(context.Context, string) error         { return errReadOnly }

// Time is nobody's clock: what is read was made before.
func (m memory) Time(context.Context) (time.Time, error) { return time.Time{}, nil }

func (m memory) Get(_ context.Context, name string) ([]byte, error) {
	if b, ok := m[name]; ok {
		return b, nil
	}
	return nil, objects.ErrNotExist
}

func (m memory) List(_ context.Context, prefix, after string) iter.Seq2[objects.Info, error] {
	return func(yield func(objects.Info, error) bool) {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			if strings.HasPrefix(name, prefix) && name > after && !yield(objects.Info{Name: name, Size: int64(len(m[name]))}, nil) {
				return
			}
		}
	}
}
