// An approved release looks again once its minute has come, and so gets its receipt.
const minute = document.getElementById("publish-at");
const LONGEST = 2147483647; // what a timer can wait, in milliseconds
const LATE = 2000; // clocks differ a little
if (minute) {
  const left = Date.parse(minute.dateTime) - Date.now() + LATE;
  if (left > 0 && left < LONGEST) setTimeout(() => window.location.reload(), left);
}
