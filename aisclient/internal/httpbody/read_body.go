// Package httpbody reads the bodies of HTTP answers under a cap.
package httpbody

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// ErrTooLarge and ErrUnknownEncoding are reasons why a body is not read.
var (
	ErrTooLarge        = errors.New("the reply is larger than this program accepts")
	ErrUnknownEncoding = errors.New("the reply is compressed in a way that was not asked for")
)

// Read reads and unpacks the body up to limit bytes. With an error, ErrTooLarge and ErrUnknownEncoding
// among them, it returns what did arrive.
func Read(res *http.Response, limit int64) ([]byte, error) {
	var body io.Reader = res.Body
	switch enc := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
		if res.ContentLength > limit {
			return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, res.ContentLength)
		}
	case "gzip", "x-gzip":
		if res.ContentLength == 0 {
			return nil, nil
		}
		z, err := gzip.NewReader(res.Body)
		if err == io.EOF {
			return nil, nil // nothing, not even compressed: a 204 with the header that a proxy adds
		}
		if err != nil {
			return nil, fmt.Errorf("the reply says it is gzip and is not: %w", err)
		}
		defer z.Close()
		body = z
	default:
		return nil, ErrUnknownEncoding
	}
	return readAll(body, limit)
}

// bodyBlock is how much of a body is read at once.
const bodyBlock = 1 << 20

// readAll reads r in blocks: a buffer that doubles would hold three times what a hostile server sends. What
// is over limit is refused and not kept.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	var blocks [][]byte
	block, size := make([]byte, 0, 16<<10), int64(0)
	for {
		n, err := r.Read(block[len(block):cap(block)])
		block, size = block[:len(block)+n], size+int64(n)
		if size > limit {
			return nil, fmt.Errorf("%w: over %d bytes", ErrTooLarge, limit)
		}
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return bytes.Join(append(blocks, block), nil), err
		}
		if len(block) == cap(block) {
			blocks = append(blocks, block)
			block = make([]byte, 0, bodyBlock)
		}
	}
}
