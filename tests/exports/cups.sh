#!/bin/sh
# A print service of its own for the tests: cups.sh start FOLDER | cups.sh stop FOLDER (as root).
# FOLDER must be open to user lp. Queues: CAP (default) keeps what it is sent in FOLDER/got, PDF is cups-pdf,
# STOPPED takes jobs and prints none. Packages: cups cups-client printer-driver-cups-pdf
set -eu
folder=$2
export CUPS_SERVER="$folder/cups.sock"

if [ "$1" = stop ]; then
  [ -f "$folder/cupsd.pid" ] && kill "$(cat "$folder/cupsd.pid")"
  exit 0
fi

mkdir -p "$folder/bin/backend" "$folder/root" "$folder/spool" "$folder/cache" "$folder/state" "$folder/tmp" "$folder/got"
chmod 1777 "$folder/tmp"
for part in /usr/lib/cups/*; do
  [ "$(basename "$part")" = backend ] || ln -s "$part" "$folder/bin/"
done
cp -p /usr/lib/cups/backend/cups-pdf "$folder/bin/backend/"
cat > "$folder/bin/backend/capture" <<CAPTURE
#!/bin/sh
[ \$# = 0 ] && { echo 'direct capture "Capture" "Capture"'; exit 0; }
printf '%s\n' "title \$3" "copies \$4" "options \$5" > "$folder/got/\$1.job"
if [ -n "\${6:-}" ]; then cat "\$6"; else cat; fi > "$folder/got/\$1.data"
CAPTURE
chmod 0700 "$folder/bin/backend/capture"

cat > "$folder/cupsd.conf" <<CONF
Listen $folder/cups.sock
Browsing No
DefaultAuthType Basic
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
CONF
cat > "$folder/cups-files.conf" <<CONF
SystemGroup root
ServerRoot $folder/root
ServerBin $folder/bin
RequestRoot $folder/spool
CacheDir $folder/cache
StateDir $folder/state
TempDir $folder/tmp
AccessLog $folder/access_log
ErrorLog $folder/error_log
PageLog $folder/page_log
CONF

cupsd -f -c "$folder/cupsd.conf" -s "$folder/cups-files.conf" > "$folder/out" 2>&1 &
echo $! > "$folder/cupsd.pid"
for _ in $(seq 100); do
  lpstat -r 2>/dev/null | grep -q 'is running' && break
  sleep 0.1
done
lpstat -r | grep -q 'is running'
lpadmin -p CAP -E -v capture:/ -m raw 2>/dev/null
lpadmin -p STOPPED -E -v capture:/ -m raw 2>/dev/null
lpadmin -p PDF -E -v cups-pdf:/ -P /usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd -o PageSize=Letter 2>/dev/null
lpadmin -d CAP
cupsdisable -r 'Out of paper' STOPPED
