assert new File(basedir, 'build.log').text.contains('image has not begun, for ')

return true
