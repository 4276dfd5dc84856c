-- loses: everything
-- counts: SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM user_auth) + (SELECT count(*) FROM listings) + (SELECT count(*) FROM listing_attributes) + (SELECT count(*) FROM images) + (SELECT count(*) FROM alerts) + (SELECT count(*) FROM alert_matches) + (SELECT count(*) FROM notifications)
DROP TABLE notifications, alert_matches, alerts, images, listing_attributes, listings, user_auth, users;
