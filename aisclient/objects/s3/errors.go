package s3

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/minio/minio-go/v7"

	"aisdesk/aisclient/objects"
)

// kind is what an answer means for whoever asked.
type kind int

const (
	final    kind = iota // it will be the same next time
	unknown              // no answer, or none that says whether it was done
	taken                // 412: there is an object of that name
	conflict             // 409: another is just writing it, and nothing landed
	missing              // 404
)

// kindOf reads an error of the library.
func kindOf(err error) kind {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return final
	}
	r := minio.ToErrorResponse(err)
	switch {
	case r.StatusCode == http.StatusPreconditionFailed || r.Code == "PreconditionFailed":
		return taken
	case r.StatusCode == http.StatusConflict || r.Code == "ConditionalRequestConflict":
		return conflict
	case r.Code == "NoSuchKey":
		return missing
	case r.StatusCode >= 500 || r.StatusCode == http.StatusTooManyRequests || r.StatusCode == http.StatusRequestTimeout:
		return unknown
	case r.StatusCode == 0 && !errors.Is(err, objects.ErrCredentials):
		return unknown // the network
	}
	return final
}

// full, clock, credential and noBucket are codes of answers that have the same next step.
var (
	full       = []string{"QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "StorageFull", "ServiceQuotaExceededException"}
	clock      = []string{"RequestTimeTooSkewed"}
	credential = []string{"ExpiredToken", "ExpiredTokenException", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "TokenRefreshRequired", "InvalidClientTokenId"}
	noBucket   = []string{"NoSuchBucket", "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "InvalidBucketName"}
)

// explain names the cause of an error and the next step.
func (b *Bucket) explain(verb, name string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, objects.ErrTooLarge) {
		return err
	}
	r := minio.ToErrorResponse(err)
	what := fmt.Sprintf("%s %s", verb, b.address)
	if name != "" {
		what = fmt.Sprintf("%s %s in %s", verb, name, b.address)
	}
	switch {
	case errors.Is(err, objects.ErrCredentials):
		return fmt.Errorf("%s: %w", what, err)
	case slices.Contains(credential, r.Code):
		return fmt.Errorf("%s: %w (%s). Renew them where the AWS tools have them, and try again", what, objects.ErrCredentials, r.Code)
	case slices.Contains(clock, r.Code):
		return fmt.Errorf("%s: %w: the store refuses it. Set it, best by a time server, and try again", what, objects.ErrClock)
	case slices.Contains(noBucket, r.Code):
		return fmt.Errorf("%s: %w (%s). Look at the bucket's name and region in the setting archive", what, objects.ErrNoBucket, r.Code)
	case slices.Contains(full, r.Code) || r.StatusCode == http.StatusInsufficientStorage:
		return fmt.Errorf("%s: %w. Make room or raise its limit, then \"aisdesk archive sync\" sends what waits", what, objects.ErrFull)
	case r.StatusCode == http.StatusForbidden || r.StatusCode == http.StatusMethodNotAllowed:
		return fmt.Errorf("%s: %w: the right to %s is missing. Whoever keeps the bucket can give it", what, objects.ErrDenied, verb)
	case r.StatusCode != 0 && (kindOf(err) == unknown || kindOf(err) == conflict):
		return fmt.Errorf("%s: %w: %w. What you did is kept here and sent once it can be", what, objects.ErrNotNow, &noAnswer{b.host, err})
	case kindOf(err) == unknown || kindOf(err) == conflict:
		return fmt.Errorf("%s: %w: %w. What you did is kept here and sent once it can be", what, objects.ErrUnreachable, &noAnswer{b.host, err})
	}
	return fmt.Errorf("%s: %s refuses it (%d %s): %w. Look at the setting archive, or ask who keeps the bucket", what, b.host, r.StatusCode, r.Code, err)
}
