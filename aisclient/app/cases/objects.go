package cases

import (
	"context"

	"aisdesk/aisclient/objects"
)

// Object is one object of a case's chain of events, opened.
type Object struct {
	Name  string // "cases/ID/..."
	Bytes []byte
}

// Objects are the objects of a case's chain as they are under the archive's seal, for a copy that stands by itself. It fails
// where one of them cannot be read or opened.
func Objects(ctx context.Context, c *Cases, id string) ([]Object, error) {
	store, seal, err := c.open()
	if err != nil {
		return nil, err
	}
	var out []Object
	prefix := "cases/" + id + "/"
	for info, err := range store.List(ctx, prefix, "") {
		if err != nil {
			return nil, err
		}
		b, err := get(ctx, store, info.Name, seal.OpenBytes)
		if err != nil {
			return nil, err
		}
		out = append(out, Object{info.Name, b})
	}
	return out, nil
}

func get(ctx context.Context, store objects.Store, name string, open func([]byte) ([]byte, error)) ([]byte, error) {
	sealed, err := store.Get(ctx, name)
	if err != nil {
		return nil, err
	}
	return open(sealed)
}
