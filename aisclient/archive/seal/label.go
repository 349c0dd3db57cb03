package seal

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/text"
)

// Label says inside what is sealed what it belongs to, so that a sealed file that was exchanged for another one is found
// when it is opened. age seals to a recipient whom everybody knows: a label does not say who wrote it.
type Label struct {
	// ID is the import's.
	ID string `json:"id"`
	// Name is that of an attachment; empty for the reply.
	Name        string    `json:"name,omitempty"`
	Environment text.Text `json:"environment,omitzero"`
	Owner       text.Text `json:"owner,omitzero"`
	// Manifest is what was known of the import when it was sealed.
	Manifest json.RawMessage `json:"manifest,omitempty"`
}

// labelMark begins what is sealed with a label; what earlier versions sealed begins with the mark of zstd. maxLabel is the
// largest label in bytes.
const (
	labelMark = "aisdesk sealed 1\n"
	maxLabel  = 1 << 20
)

// write writes the label: mark, length, JSON.
func (l *Label) write(w io.Writer) error {
	b, err := json.Marshal(l)
	if err != nil {
		return err
	}
	head := binary.BigEndian.AppendUint32([]byte(labelMark), uint32(len(b)))
	_, err = w.Write(append(head, b...))
	return err
}

// readLabel reads the label at the beginning of r, and returns what follows; nil where there is none.
func readLabel(r io.Reader) (*Label, io.Reader, error) {
	in := bufio.NewReader(r)
	if mark, err := in.Peek(len(labelMark)); err != nil || string(mark) != labelMark {
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, nil, fmt.Errorf("%w: %w", disk.ErrDamaged, err)
		}
		return nil, in, nil
	}
	head := make([]byte, len(labelMark)+4)
	if _, err := io.ReadFull(in, head); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", disk.ErrDamaged, err)
	}
	n := binary.BigEndian.Uint32(head[len(labelMark):])
	if n > maxLabel {
		return nil, nil, fmt.Errorf("%w: its label has %d bytes", disk.ErrDamaged, n)
	}
	b := make([]byte, n)
	var l Label
	_, err := io.ReadFull(in, b)
	if err == nil {
		err = json.Unmarshal(b, &l)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: its label cannot be read: %w", disk.ErrDamaged, err)
	}
	return &l, in, nil
}
