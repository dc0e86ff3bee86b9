#!/bin/sh
# The programs that read our output back. As root, or with sudo that asks nothing, they are installed; otherwise they are named.
missing=""
need() { # package, then the commands any of which will do
    package=$1; shift
    for command in "$@"; do command -v "$command" >/dev/null 2>&1 && return; done
    missing="$missing $package"
}
need chromium chromium chromium-browser google-chrome ${CLAIMS_CHROMIUM:+"$CLAIMS_CHROMIUM"}
need libreoffice-calc soffice libreoffice
need poppler-utils pdftotext
need qpdf qpdf
need unzip unzip
need zip zip
need p7zip-full 7z
need strace strace
need openssl openssl
need clamav-daemon clamd /usr/sbin/clamd
need tesseract-ocr tesseract
tesseract --list-langs 2>/dev/null | grep -qx fra || missing="$missing tesseract-ocr-fra"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo"; else as="no"; fi
    if [ "$as" != no ]; then
        echo "Installing$missing …"
        $as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
    fi
fi
echo "Missing:$missing. Install them with your system's package manager; the tests that need them are skipped, loudly." >&2
[ "${CI:-}" = true ] && exit 1
exit 0
