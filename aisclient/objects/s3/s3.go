// Package s3 is an objects.Store in a bucket of Amazon S3, or of another server that speaks its protocol.
//
//	address, err := url.Parse("s3://bucket/prefix?region=eu-central-1")
//	bucket, err := s3.Open(address, nil)
//
// Credentials come from where the AWS tools have them: AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN,
// the files ~/.aws/credentials and ~/.aws/config with AWS_PROFILE, or the role of the machine. They are never in an address.
package s3

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"

	"aisdesk/aisclient/internal/backoff"
	"aisdesk/aisclient/objects"
)

// Bucket is a bucket, or the part of it whose names begin with a prefix.
type Bucket struct {
	core    minio.Core
	bucket  string
	prefix  string // ends with a slash where it is not empty
	address string
	host    string
	slow    func(waits bool)
	// pause is how long to wait before an attempt, doubled with each.
	pause time.Duration
}

// attempts is how often one thing is asked for before the store counts as unreachable; of a server that says nothing two are
// long enough.
const (
	attempts       = 4
	silentAttempts = 2
)

// enough reports whether the nth attempt was the last.
func enough(n int, err error) bool {
	return n == attempts || n == silentAttempts && errors.Is(err, errSilent)
}

// OnSlow has told be called when an answer takes longer than a second, and again once it is there or nobody waits any more.
// It is called by goroutines that ask; set it before the bucket is asked for anything.
func (b *Bucket) OnSlow(told func(waits bool)) { b.slow = told }

// slowAfter is how long an answer takes before somebody is told.
const slowAfter = time.Second

// watch tells of a slow answer until the wait for it ends.
func (b *Bucket) watch() (end func()) {
	if b.slow == nil {
		return func() {}
	}
	var mu sync.Mutex
	var told, over bool
	timer := time.AfterFunc(slowAfter, func() {
		mu.Lock()
		defer mu.Unlock()
		if told = !over; told {
			b.slow(true)
		}
	})
	return func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		if over = true; told {
			b.slow(false)
		}
	}
}

// Host is that of the server, for people.
func (b *Bucket) Host() string { return b.host }

// Address is the address that the bucket was opened by.
func (b *Bucket) Address() string { return b.address }

// Create implements objects.Store: If-None-Match has the server let one of several writers win. An answer that gets lost
// leaves open whether it won: the next attempt is then refused by its own object, which reading it back tells apart.
func (b *Bucket) Create(ctx context.Context, name string, data []byte) error {
	if err := errors.Join(ctx.Err(), objects.Check(name, len(data))); err != nil {
		return err
	}
	perhaps := false // an attempt was made whose outcome is not known
	for n := 1; ; n++ {
		err := b.put(ctx, name, data, func(o *minio.PutObjectOptions) { o.SetMatchETagExcept("*") })
		switch kindOf(err) {
		case taken:
			if perhaps && b.holds(ctx, name, data) {
				return nil
			}
			return fmt.Errorf("%s: %w", name, objects.ErrExists)
		case conflict: // nothing landed: the same name again
		case unknown:
			perhaps = true
		default:
			return b.explain("put", name, err)
		}
		if enough(n, err) {
			return b.explain("put", name, err)
		}
		if err := b.wait(ctx, n); err != nil {
			return err
		}
	}
}

// put writes an object where match allows it.
func (b *Bucket) put(ctx context.Context, name string, data []byte, match func(*minio.PutObjectOptions)) error {
	// The checksum of the whole is signed, in place of one a chunk: objects are small.
	o := minio.PutObjectOptions{ContentType: "application/octet-stream", DisableContentSha256: true}
	match(&o)
	sum := sha256.Sum256(data)
	_, err := b.core.PutObject(ctx, b.bucket, b.prefix+name, bytes.NewReader(data), int64(len(data)), "", hex.EncodeToString(sum[:]), o)
	return err
}

// holds reports whether an object has these bytes.
func (b *Bucket) holds(ctx context.Context, name string, data []byte) bool {
	there, err := b.Get(ctx, name)
	return err == nil && bytes.Equal(there, data)
}

// Get implements objects.Store. A body that was cut is asked for again.
func (b *Bucket) Get(ctx context.Context, name string) (data []byte, err error) {
	if err := errors.Join(ctx.Err(), objects.Check(name, 0)); err != nil {
		return nil, err
	}
	err = b.again(ctx, func() error { data, err = b.get(ctx, name); return err })
	if kindOf(err) == missing {
		return nil, fmt.Errorf("%s: %w", name, objects.ErrNotExist)
	}
	return data, b.explain("get", name, err)
}

func (b *Bucket) get(ctx context.Context, name string) ([]byte, error) {
	body, info, _, err := b.core.GetObject(ctx, b.bucket, b.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return nil, err
	}
	defer body.Close()
	data, err := io.ReadAll(io.LimitReader(body, objects.MaxBytes))
	if err == nil && len(data) == objects.MaxBytes {
		return nil, fmt.Errorf("%s: %w", name, objects.ErrTooLarge)
	}
	if err == nil && int64(len(data)) != info.Size {
		err = io.ErrUnexpectedEOF
	}
	return data, err
}

// List implements objects.Store. After a failure it goes on behind the last name.
func (b *Bucket) List(ctx context.Context, prefix, after string) iter.Seq2[objects.Info, error] {
	return func(yield func(objects.Info, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(objects.Info{}, err)
			return
		}
		stopped := false
		err := b.again(ctx, func() error {
			for o := range b.core.ListObjectsIter(ctx, b.bucket, b.listing(prefix, after)) {
				if o.Err != nil {
					return o.Err
				}
				name := o.Key[min(len(b.prefix), len(o.Key)):]
				if objects.Check(name, 0) != nil || name <= after {
					continue // somebody else's
				}
				after = name
				if stopped = !yield(objects.Info{Name: name, Size: o.Size, Modified: o.LastModified.UTC()}, nil); stopped {
					return nil
				}
			}
			return ctx.Err()
		})
		if err != nil && !stopped {
			yield(objects.Info{}, b.explain("list", prefix, err))
		}
	}
}

func (b *Bucket) listing(prefix, after string) minio.ListObjectsOptions {
	o := minio.ListObjectsOptions{Prefix: b.prefix + prefix, Recursive: true}
	if after != "" {
		o.StartAfter = b.prefix + after
	}
	return o
}

// Delete implements objects.Store.
func (b *Bucket) Delete(ctx context.Context, name string) error {
	if err := errors.Join(ctx.Err(), objects.Check(name, 0)); err != nil {
		return err
	}
	err := b.again(ctx, func() error {
		return b.core.RemoveObject(ctx, b.bucket, b.prefix+name, minio.RemoveObjectOptions{})
	})
	if kindOf(err) == missing {
		return nil
	}
	return b.explain("delete", name, err)
}

// Time implements objects.Store: the server says it with every answer.
func (b *Bucket) Time(ctx context.Context) (at time.Time, err error) {
	if err := ctx.Err(); err != nil {
		return at, err
	}
	var date string
	err = b.again(ctx, func() error {
		_, err := b.core.BucketExists(context.WithValue(ctx, dateKey{}, &date), b.bucket)
		return err
	})
	if date == "" {
		if err == nil {
			err = errNoDate
		}
		return at, b.explain("get the time of", "", err)
	}
	at, err = http.ParseTime(date) // an answer that refuses has the time, too
	if err != nil {
		return at, b.explain("get the time of", "", errNoDate)
	}
	return at.UTC(), nil
}

var errNoDate = errors.New("its answers do not say the time")

// again asks until there is an answer that will not change.
func (b *Bucket) again(ctx context.Context, ask func() error) error {
	for n := 1; ; n++ {
		err := ask()
		if k := kindOf(err); err == nil || enough(n, err) || k != unknown && k != conflict || errors.Is(err, objects.ErrTooLarge) {
			return err
		}
		if err := b.wait(ctx, n); err != nil {
			return err
		}
	}
}

// wait pauses before the next attempt, so that many who were refused at once do not all come back at once.
func (b *Bucket) wait(ctx context.Context, n int) error {
	pause := b.pause << n
	if !backoff.Sleep(ctx, backoff.Jitter(pause/2, 3*pause/2)) {
		return ctx.Err()
	}
	return nil
}

// Replace puts other bytes into an object that exists, in one step, unless it was deleted: objects.ErrNotExist. What an object
// says does not change: it is for bytes that are sealed again.
func (b *Bucket) Replace(ctx context.Context, name string, data []byte) error {
	if err := errors.Join(ctx.Err(), objects.Check(name, len(data))); err != nil {
		return err
	}
	there, err := b.core.StatObject(ctx, b.bucket, b.prefix+name, minio.StatObjectOptions{})
	if err == nil {
		err = b.again(ctx, func() error {
			// deleted or sealed again by another meanwhile: theirs stays
			return b.put(ctx, name, data, func(o *minio.PutObjectOptions) { o.SetMatchETag(there.ETag) })
		})
	}
	switch kindOf(err) {
	case taken:
		return nil
	case missing:
		return fmt.Errorf("%s: %w", name, objects.ErrNotExist)
	}
	return b.explain("put", name, err)
}

// Keeps says what the bucket keeps of deleted objects, and until when, in words for people; empty where nothing stays, and
// where nobody may know. Its only error is ctx's.
func (b *Bucket) Keeps(ctx context.Context) (string, error) {
	if _, mode, validity, unit, err := b.core.GetObjectLockConfig(ctx, b.bucket); err == nil && mode != nil && validity != nil && unit != nil {
		return fmt.Sprintf("object lock (%s): what is deleted stays for %d %s after it was written", *mode, *validity, *unit), nil
	}
	v, err := b.core.GetBucketVersioning(ctx, b.bucket)
	if err != nil {
		return "", ctx.Err()
	}
	if v.Enabled() {
		return "versions: what is deleted stays as an older version until a rule of the bucket removes it", nil
	}
	return "", nil
}
